package dev.sluice.plan;

import dev.sluice.data.KeyValue;
import java.util.ArrayList;
import java.util.List;

/** The pairs of the partition in the order of their keys; pairs with equal keys stay in their order. */
record SortStep<K, V>(Ordering<K> order) implements Step.Element<KeyValue<K, V>, KeyValue<K, V>> {
    @Override
    public boolean keepsEmpty() {
        return true;
    }

    @Override
    public Stage<KeyValue<K, V>> open(TaskContext task, Origin origin, Emitter<? super KeyValue<K, V>> out) {
        List<KeyValue<K, V>> pairs = new ArrayList<>();
        return new Stage<>() {
            @Override
            public void emit(KeyValue<K, V> pair) {
                pairs.add(pair);
            }

            @Override
            public void finish() throws Exception {
                pairs.sort((a, b) -> order.compare(a.key(), b.key()));
                for (KeyValue<K, V> pair : pairs) {
                    out.emit(pair);
                }
            }
        };
    }
}
