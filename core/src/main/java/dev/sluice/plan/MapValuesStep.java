package dev.sluice.plan;

import dev.sluice.data.KeyValue;
import dev.sluice.function.Function;

/** Another value for each key-value pair; the keys stay, and with them their placement. */
public record MapValuesStep<K, V, W>(Function<V, W> function) implements Step.Element<KeyValue<K, V>, KeyValue<K, W>> {
    @Override
    public boolean keepsEmpty() {
        return true;
    }

    @Override
    public Stage<KeyValue<K, V>> open(TaskContext task, Origin origin, Emitter<? super KeyValue<K, W>> out) {
        Function<V, W> f = function;
        return record -> {
            W value;
            try {
                value = f.apply(record.value());
            } catch (Throwable thrown) {
                task.failed(origin, record, thrown);
                return;
            }
            out.emit(new KeyValue<>(record.key(), value));
        };
    }
}
