package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.Emitter;
import dev.sluice.table.KeyedTable;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The entries of a table as pairs, in the order in which the keys came. */
record TableRecords<K, C>(KeyedTable<K, C> table) implements Records<KeyValue<K, C>> {
    @Override
    public long size() {
        return table.size();
    }

    @Override
    public void forEach(Emitter<? super KeyValue<K, C>> out) throws Exception {
        for (int slot = 0; slot < table.size(); slot++) {
            out.emit(pairAt(slot));
        }
    }

    @Override
    public Iterator<KeyValue<K, C>> iterator() {
        return new Iterator<>() {
            private int slot;

            @Override
            public boolean hasNext() {
                return slot < table.size();
            }

            @Override
            public KeyValue<K, C> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return pairAt(slot++);
            }
        };
    }

    @SuppressWarnings("NullAway") // a value is null only where C allows it
    private KeyValue<K, C> pairAt(int slot) {
        return new KeyValue<>(table.keyAt(slot), table.valueAt(slot));
    }
}
