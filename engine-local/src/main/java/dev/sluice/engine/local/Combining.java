package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.Combiner;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Origin;
import dev.sluice.plan.UserCode;
import dev.sluice.table.KeyedTable;
import org.jspecify.annotations.Nullable;

/** Combines values in a table, one combined value per key; null values too. A failure names the operator. */
record Combining<K, V, C>(Combiner<V, C> combiner, Origin origin) {
    /** Takes a record in. */
    void add(KeyedTable<K, C> table, KeyValue<K, V> record, int hash) {
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
            throw FaultHandler.failure(origin, record, thrown);
        }
    }

    /** Merges an entry of another table in; the other's records are the later ones. */
    void merge(KeyedTable<K, C> table, KeyedTable<K, C> other, int entry) {
        try {
            int before = table.size();
            int slot = table.add(other.keyAt(entry), other.hashAt(entry));
            C value = valueAt(other, entry);
            table.setValueAt(slot, slot == before ? value : combiner.merge().apply(valueAt(table, slot), value));
        } catch (Throwable thrown) {
            throw UserCode.failure(origin, thrown);
        }
    }

    @SuppressWarnings("NullAway") // null only where C allows it
    private static <C> C valueAt(KeyedTable<?, C> table, int slot) {
        @Nullable C value = table.valueAt(slot);
        return value;
    }
}
