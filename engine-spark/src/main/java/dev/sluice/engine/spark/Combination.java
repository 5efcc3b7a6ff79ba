package dev.sluice.engine.spark;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.Combiner;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Origin;
import dev.sluice.plan.UserCode;
import dev.sluice.table.KeyedTable;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The combined values of some keys, in the order in which the keys first came. Used by one thread at a time. */
final class Combination {
    private final KeyedTable<Object, Object> table = new KeyedTable<>();
    private final Combiner<Object, Object> combiner;
    private final Origin origin;

    @SuppressWarnings("unchecked") // a combiner is given the values of its own shuffle
    Combination(Combiner<?, ?> combiner, Origin origin) {
        this.combiner = (Combiner<Object, Object>) combiner;
        this.origin = origin;
    }

    /** Takes one more record in. */
    void add(KeyValue<Object, Object> record, int hash) {
        try {
            int slot = table.find(record.key(), hash);
            if (slot < 0) {
                Object created = combiner.create().apply(record.value());
                table.setValueAt(table.add(record.key(), hash), created);
            } else {
                table.setValueAt(slot, combiner.add().apply(valueAt(slot), record.value()));
            }
        } catch (Throwable thrown) {
            throw FaultHandler.failure(origin, record, thrown);
        }
    }

    /** Joins a combined value of later records in. */
    void merge(KeyValue<Object, Object> combined, int hash) {
        try {
            int before = table.size();
            int slot = table.add(combined.key(), hash);
            table.setValueAt(
                    slot, slot == before ? combined.value() : combiner.merge().apply(valueAt(slot), combined.value()));
        } catch (Throwable thrown) {
            throw UserCode.failure(origin, thrown);
        }
    }

    int size() {
        return table.size();
    }

    /** The pairs of keys and combined values. */
    Iterator<Object> records() {
        return new Iterator<>() {
            private int slot;

            @Override
            public boolean hasNext() {
                return slot < table.size();
            }

            @Override
            public Object next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                KeyValue<Object, Object> pair = KeyValue.of(table.keyAt(slot), valueAt(slot));
                slot++;
                return pair;
            }
        };
    }

    @SuppressWarnings("NullAway") // null only where the program made it so
    private Object valueAt(int slot) {
        @Nullable Object value = table.valueAt(slot);
        return value;
    }
}
