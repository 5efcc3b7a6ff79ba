package dev.sluice.plan;

/** The number of records of the partition, as one record. */
record CountStep<T>() implements Step.Element<T, Long> {
    @Override
    public Stage<T> open(TaskContext task, Origin origin, Emitter<? super Long> out) {
        return new Counting<T>(out, 0);
    }

    private static final class Counting<T> implements Stage<T>, Copyable {
        private final Emitter<? super Long> out;
        private long count;

        Counting(Emitter<? super Long> out, long count) {
            this.out = out;
            this.count = count;
        }

        @Override
        public void emit(T record) {
            count++;
        }

        @Override
        public void finish() throws Exception {
            out.emit(count);
        }

        @Override
        public Object function() {
            return this;
        }
    }
}
