package dev.sluice.engine.local;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.plan.TaskContext;
import dev.sluice.table.KeyedTable;

/** Combines all records of a partition where they are. */
final class TableScatter<K, V, C> extends Scatter<K, V> {
    private static final HashPartitioner HERE = new HashPartitioner(1);

    private final Combining<K, V, C> combining;
    private final KeyedTable<K, C> table = new KeyedTable<>();

    TableScatter(Combining<K, V, C> combining, TaskContext task) {
        super(new Placement(HERE, combining.origin()), task);
        this.combining = combining;
    }

    @Override
    void send(KeyValue<K, V> record, int hash, int target) {
        combining.add(table, record, hash);
    }

    KeyedTable<K, C> table() {
        return table;
    }
}
