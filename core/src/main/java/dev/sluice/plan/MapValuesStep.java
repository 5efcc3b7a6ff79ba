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
        return new Mapping<>(function, task, origin, out);
    }

    private static final class Mapping<K, V, W> implements Stage<KeyValue<K, V>>, Copyable {
        private final Function<V, W> function;
        private final TaskContext task;
        private final Origin origin;
        private final Emitter<? super KeyValue<K, W>> out;

        Mapping(Function<V, W> function, TaskContext task, Origin origin, Emitter<? super KeyValue<K, W>> out) {
            this.function = function;
            this.task = task;
            this.origin = origin;
            this.out = out;
        }

        @Override
        public void emit(KeyValue<K, V> record) throws Exception {
            W value;
            try {
                value = function.apply(record.value());
            } catch (Throwable thrown) {
                task.failed(origin, record, thrown);
                return;
            }
            out.emit(new KeyValue<>(record.key(), value));
        }

        @Override
        public Object function() {
            return function;
        }
    }
}
