package dev.sluice.plan;

import dev.sluice.data.KeyValue;
import dev.sluice.table.KeyedTable;

/** The pairs of parent 1 whose key parent 0 does not have, in their order. */
record SubtractStep<K, V>() implements ZipStep<KeyValue<K, V>> {
    @Override
    public boolean keepsEmpty() {
        return true;
    }

    @Override
    public Inputs open(TaskContext task, Origin origin, Emitter<? super KeyValue<K, V>> out) {
        KeyedTable<K, Boolean> taken = new KeyedTable<>();
        return new Inputs() {
            @Override
            @SuppressWarnings("unchecked") // both sides are made of pairs with keys of type K
            public Emitter<Object> input(int parent) {
                return parent == 0
                        ? record -> take(((KeyValue<K, ?>) record).key())
                        : record -> pass((KeyValue<K, V>) record);
            }

            private void take(K key) {
                taken.add(key, KeyHash.of(key, origin));
            }

            private void pass(KeyValue<K, V> pair) throws Exception {
                if (taken.find(pair.key(), KeyHash.of(pair.key(), origin)) < 0) {
                    out.emit(pair);
                }
            }

            @Override
            public void finish() {}
        };
    }
}
