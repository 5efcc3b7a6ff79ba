package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import org.jspecify.annotations.Nullable;

/** What one source partition sends to all targets as it is. Used by one thread at a time. */
final class Lists<K, V> {
    private final @Nullable ChunkedRecords<KeyValue<K, V>>[] lists;

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays have no type parameters
    Lists(int targets) {
        this.lists = new ChunkedRecords[targets];
    }

    void add(int target, KeyValue<K, V> record) {
        ChunkedRecords<KeyValue<K, V>> list = lists[target];
        if (list == null) {
            list = new ChunkedRecords<>();
            lists[target] = list;
        }
        list.emit(record);
    }

    /** What was sent to a target, in order; null if nothing was. */
    @Nullable
    ChunkedRecords<KeyValue<K, V>> sentTo(int target) {
        return lists[target];
    }
}
