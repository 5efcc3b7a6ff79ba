package dev.sluice.plan;

import dev.sluice.data.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws a bounded number of keys from a partition by reservoir sampling, the same ones at every run. */
record KeySampleStep<K, V>(int keysMax) implements Step.Element<KeyValue<K, V>, KeySample<K>> {
    @Override
    public Stage<KeyValue<K, V>> open(TaskContext task, Origin origin, Emitter<? super KeySample<K>> out) {
        SplittableRandom random = new SplittableRandom(task.partition());
        List<K> keys = new ArrayList<>();
        return new Stage<>() {
            private long records;

            @Override
            public void emit(KeyValue<K, V> record) {
                records++;
                if (keys.size() < keysMax) {
                    keys.add(record.key());
                    return;
                }
                long place = random.nextLong(records);
                if (place < keysMax) {
                    keys.set((int) place, record.key());
                }
            }

            @Override
            public void finish() throws Exception {
                out.emit(new KeySample<>(keys, records));
            }
        };
    }
}
