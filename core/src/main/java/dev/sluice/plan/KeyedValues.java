package dev.sluice.plan;

import dev.sluice.data.KeyValue;
import dev.sluice.table.KeyedTable;
import java.util.ArrayList;
import java.util.List;

/** The values of each key, in the order they came; keys lie in slots, in the order they first came. */
final class KeyedValues<K> {
    private final KeyedTable<K, List<Object>> table = new KeyedTable<>();
    private final Origin origin;

    /** No keys yet; a key that cannot be placed is blamed on the origin. */
    KeyedValues(Origin origin) {
        this.origin = origin;
    }

    int size() {
        return table.size();
    }

    void add(KeyValue<K, Object> pair) {
        int slot = table.add(pair.key(), KeyHash.of(pair.key(), origin));
        List<Object> values = table.valueAt(slot);
        if (values == null) {
            values = new ArrayList<>(2);
            table.setValueAt(slot, values);
        }
        values.add(pair.value());
    }

    /** The slot of a key, or -1. */
    int find(K key) {
        return table.find(key, KeyHash.of(key, origin));
    }

    K keyAt(int slot) {
        return table.keyAt(slot);
    }

    List<Object> valuesAt(int slot) {
        List<Object> values = table.valueAt(slot);
        return values == null ? List.of() : values;
    }
}
