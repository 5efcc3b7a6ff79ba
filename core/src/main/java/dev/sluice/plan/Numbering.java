package dev.sluice.plan;

import dev.sluice.data.KeyValue;

/** Numbers records as they pass, each by the same stride above the last. */
final class Numbering<T> implements Stage<T> {
    private final long stride;
    private final Emitter<? super KeyValue<T, Long>> out;
    private long next;

    Numbering(long start, long stride, Emitter<? super KeyValue<T, Long>> out) {
        this.next = start;
        this.stride = stride;
        this.out = out;
    }

    @Override
    public void emit(T record) throws Exception {
        out.emit(KeyValue.of(record, next));
        next += stride;
    }
}
