package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.TaskContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends every record as it is; each target gets its records in order. */
final class ListScatter<K, V> extends Scatter<K, V> {
    private final @Nullable List<KeyValue<K, V>>[] lists;

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays have no type parameters
    ListScatter(Placement placement, TaskContext task) {
        super(placement, task);
        this.lists = new List[placement.targets()];
    }

    @Override
    void send(KeyValue<K, V> record, int hash, int target) {
        List<KeyValue<K, V>> list = lists[target];
        if (list == null) {
            list = new ArrayList<>();
            lists[target] = list;
        }
        list.add(record);
    }

    /** What was sent to a target. */
    List<KeyValue<K, V>> sentTo(int target) {
        List<KeyValue<K, V>> list = lists[target];
        return list == null ? List.of() : list;
    }
}
