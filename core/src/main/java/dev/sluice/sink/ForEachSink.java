package dev.sluice.sink;

import dev.sluice.function.Consumer;

/** Acts on each record as it comes. */
record ForEachSink<T>(Consumer<? super T> action) implements Sink<T> {
    @Override
    public String name() {
        return "records one by one";
    }

    @Override
    public Delivery delivery() {
        return Delivery.AT_LEAST_ONCE;
    }

    @Override
    public Writer<T> open(OutputKey key, int partition, int partitions) {
        return new Writer<>() {
            @Override
            public void write(T record) throws Exception {
                action.accept(record);
            }

            @Override
            public String stage() {
                return "";
            }
        };
    }
}
