package dev.sluice.plan;

import dev.sluice.data.KeyValue;
import dev.sluice.table.KeyedTable;
import java.util.BitSet;

/** The keys that both parents have, each once, in the order of parent 1. */
record IntersectStep<K>() implements ZipStep<K> {
    @Override
    public boolean keepsEmpty() {
        return true;
    }

    @Override
    public Inputs open(TaskContext task, Origin origin, Emitter<? super K> out) {
        KeyedTable<K, Boolean> wanted = new KeyedTable<>();
        BitSet met = new BitSet();
        return new Inputs() {
            @Override
            @SuppressWarnings("unchecked") // both sides are made of pairs with keys of type K
            public Emitter<Object> input(int parent) {
                return parent == 0
                        ? record -> want(((KeyValue<K, ?>) record).key())
                        : record -> meet(((KeyValue<K, ?>) record).key());
            }

            private void want(K key) {
                wanted.add(key, KeyHash.of(key, origin));
            }

            private void meet(K key) throws Exception {
                int slot = wanted.find(key, KeyHash.of(key, origin));
                if (slot >= 0 && !met.get(slot)) {
                    met.set(slot);
                    out.emit(key);
                }
            }

            @Override
            public void finish() {}
        };
    }
}
