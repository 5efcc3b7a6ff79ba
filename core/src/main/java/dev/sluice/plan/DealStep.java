package dev.sluice.plan;

import dev.sluice.data.KeyValue;

/** Deals records out over partitions in turn; each partition starts at another target, so that small ones spread. */
record DealStep<T>(int targets) implements Step.Element<T, KeyValue<Integer, T>> {
    @Override
    public boolean keepsEmpty() {
        return true;
    }

    @Override
    public Stage<T> open(TaskContext task, Origin origin, Emitter<? super KeyValue<Integer, T>> out) {
        return new Stage<>() {
            private int next = task.partition() % targets;

            @Override
            public void emit(T record) throws Exception {
                out.emit(KeyValue.of(next, record));
                next = next + 1 == targets ? 0 : next + 1;
            }
        };
    }
}
