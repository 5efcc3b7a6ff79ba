package dev.sluice.batch;

import dev.sluice.data.Batch;
import dev.sluice.event.InputInfo;
import dev.sluice.source.InputPlan;
import java.util.List;

/**
 * A batch with everything it reads: run again, it reads exactly the same.
 *
 * @param inputs one plan per input stream, by number
 * @param infos the same for people
 * @param plannedNanos when it was planned, by the monotonic clock
 */
record PlannedBatch(Batch batch, List<InputPlan<?>> inputs, List<InputInfo> infos, long plannedNanos) {
    PlannedBatch {
        inputs = List.copyOf(inputs);
        infos = List.copyOf(infos);
    }

    /** The records it reads, as far as its sources know. */
    long records() {
        long records = 0;
        for (InputPlan<?> input : inputs) {
            records += Math.max(0, input.records());
        }
        return records;
    }

    /** Whether every input knows how much it is. */
    boolean isCounted() {
        return inputs.stream().allMatch(input -> input.records() >= 0);
    }
}
