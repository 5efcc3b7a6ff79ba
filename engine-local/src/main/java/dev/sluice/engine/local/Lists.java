package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one source partition sends to all targets as it is. Used by one thread at a time. */
final class Lists<K, V> {
    private final @Nullable List<KeyValue<K, V>>[] lists;

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays have no type parameters
    Lists(int targets) {
        this.lists = new List[targets];
    }

    void add(int target, KeyValue<K, V> record) {
        List<KeyValue<K, V>> list = lists[target];
        if (list == null) {
            list = new ArrayList<>();
            lists[target] = list;
        }
        list.add(record);
    }

    /** What was sent to a target, in order. */
    List<KeyValue<K, V>> sentTo(int target) {
        List<KeyValue<K, V>> list = lists[target];
        return list == null ? List.of() : list;
    }
}
