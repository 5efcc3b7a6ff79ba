package dev.sluice.engine.spark;

import dev.sluice.engine.Engine;
import org.apache.spark.util.LongAccumulator;

/** A sum that tasks add to by Spark's accumulators. */
record SparkCounter(LongAccumulator sum) implements Engine.Counter {
    @Override
    public void add(long amount) {
        sum.add(amount);
    }

    @Override
    public long value() {
        return sum.sum();
    }
}
