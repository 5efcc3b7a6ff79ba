package dev.sluice.plan;

import java.util.SplittableRandom;

/** Each record with the same chance; the same seed takes the same records of the same partition. */
record SampleStep<T>(double fraction, long seed) implements Step.Element<T, T> {
    @Override
    public boolean keepsEmpty() {
        return true;
    }

    @Override
    public Stage<T> open(TaskContext task, Origin origin, Emitter<? super T> out) {
        SplittableRandom random = new SplittableRandom(31 * seed + task.partition());
        return record -> {
            if (random.nextDouble() < fraction) {
                out.emit(record);
            }
        };
    }
}
