package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import dev.sluice.error.SluiceException;
import dev.sluice.plan.Combiner;
import dev.sluice.plan.Copyable;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Placement;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.UserCode;
import dev.sluice.table.KeyedTable;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Combines the values of each key, null values too, where their records come from and where they belong. */
final class Combining<K, V, C> implements Combined<K, V, C>, Copyable {
    private final Placement placement;
    private final TaskContext task;
    private final Combiner<V, C> combiner;
    private final Buckets<K, V, C> buckets;

    Combining(Placement placement, TaskContext task, Combiner<V, C> combiner, Buckets<K, V, C> buckets) {
        this.placement = placement;
        this.task = task;
        this.combiner = combiner;
        this.buckets = buckets;
    }

    @Override
    public void emit(KeyValue<K, V> record) throws Exception {
        int hash;
        int target;
        try {
            hash = Placement.hash(record, placement.origin());
            target = placement.target(record.key(), hash);
        } catch (SluiceException refused) {
            task.failed(placement.origin(), record, refused);
            return;
        }
        KeyedTable<K, C> table = buckets.combined(target);
        if (table == null) {
            buckets.append(target, record, hash);
        } else {
            add(table, record, hash);
        }
    }

    private void add(KeyedTable<K, C> table, KeyValue<K, V> record, int hash) {
        K key = record.key();
        try {
            int slot = table.find(key, hash);
            if (slot < 0) {
                C created = combiner.create().apply(record.value());
                table.setValueAt(table.add(key, hash), created);
            } else {
                table.setValueAt(slot, combiner.add().apply(valueAt(table, slot), record.value()));
            }
        } catch (Throwable thrown) {
            throw FaultHandler.failure(placement.origin(), record, thrown);
        }
    }

    @Override
    public @Nullable KeyedTable<K, C> addTo(@Nullable KeyedTable<K, C> before, int target, Cancellation cancellation) {
        Bucket<K, V, C> bucket = buckets.take(target);
        if (bucket == null) {
            return before;
        }
        KeyedTable<K, C> table = before == null ? bucket.combined() : before;
        if (before != null) {
            merge(table, bucket.combined(), cancellation);
        }
        Iterator<KeyValue<K, V>> records = bucket.records();
        for (int i = 0; records.hasNext(); i++) {
            checkAt(i, cancellation);
            add(table, records.next(), bucket.hashAt(i));
        }
        return table;
    }

    /** Merges the entries of another table in; its records are the later ones. */
    private void merge(KeyedTable<K, C> table, KeyedTable<K, C> other, Cancellation cancellation) {
        for (int entry = 0; entry < other.size(); entry++) {
            checkAt(entry, cancellation);
            try {
                int before = table.size();
                int slot = table.add(other.keyAt(entry), other.hashAt(entry));
                C value = valueAt(other, entry);
                table.setValueAt(slot, slot == before ? value : combiner.merge().apply(valueAt(table, slot), value));
            } catch (Throwable thrown) {
                throw UserCode.failure(placement.origin(), thrown);
            }
        }
    }

    private static void checkAt(int index, Cancellation cancellation) {
        if ((index & Gate.CHECK_MASK) == Gate.CHECK_MASK) {
            cancellation.check();
        }
    }

    @SuppressWarnings("NullAway") // null only where C allows it
    private static <C> C valueAt(KeyedTable<?, C> table, int slot) {
        @Nullable C value = table.valueAt(slot);
        return value;
    }

    @Override
    public int size(int target) {
        return buckets.size(target);
    }

    @Override
    public Object function() {
        return combiner.add();
    }
}
