package dev.sluice.operator;

import dev.sluice.data.Batch;
import dev.sluice.rdd.RddContext;
import dev.sluice.sink.OutputKey;

/**
 * One run of an output operation.
 *
 * @param rdds what it runs jobs with
 * @param key what its effects are known by: the same whenever the batch is run
 * @param fence returns once the batch may act: when its plan is durable and no other run has taken over
 */
public record OutputRun(RddContext rdds, OutputKey key, Runnable fence) {
    /** The batch. */
    public Batch batch() {
        return key.batch();
    }
}
