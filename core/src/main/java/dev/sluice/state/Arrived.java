package dev.sluice.state;

import dev.sluice.data.KeyValue;
import dev.sluice.data.StableHash;
import dev.sluice.table.KeyedTable;
import dev.sluice.table.VersionedTable;
import java.util.List;
import java.util.Objects;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

/** The values that came for each key in one batch, in slots in the order of the keys. */
final class Arrived<K, V> {
    private final KeyedTable<K, List<V>> values = new KeyedTable<>();

    void add(KeyValue<K, List<V>> grouped) {
        values.setValueAt(values.add(grouped.key(), StableHash.of(grouped.key())), grouped.value());
    }

    /** The values of a key; none if none came. */
    List<V> of(K key, int hash) {
        int slot = values.find(key, hash);
        return slot < 0 ? List.of() : valuesAt(slot);
    }

    /** The slots of the keys that have no state as of now. */
    PrimitiveIterator.OfInt notIn(VersionedTable<K, ?> states) {
        int[] slots = IntStream.range(0, values.size())
                .filter(slot -> states.get(keyAt(slot), hashAt(slot)) == null)
                .toArray();
        return IntStream.of(slots).iterator();
    }

    K keyAt(int slot) {
        return values.keyAt(slot);
    }

    int hashAt(int slot) {
        return values.hashAt(slot);
    }

    List<V> valuesAt(int slot) {
        return Objects.requireNonNull(values.valueAt(slot));
    }
}
