package dev.sluice.batch;

import dev.sluice.data.Batch;
import dev.sluice.event.InputInfo;
import dev.sluice.source.InputPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch with everything it reads: run again, it reads exactly the same.
 *
 * @param inputs one plan per input stream, by number
 * @param names of the input streams, by number
 * @param plannedNanos when it was planned, by the monotonic clock
 */
record PlannedBatch(Batch batch, List<InputPlan<?>> inputs, List<String> names, long plannedNanos) {
    PlannedBatch {
        inputs = List.copyOf(inputs);
        names = List.copyOf(names);
    }

    /** What it reads, for people. */
    List<InputInfo> infos() {
        List<InputInfo> infos = new ArrayList<>(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            InputPlan<?> plan = inputs.get(i);
            infos.add(new InputInfo(i, names.get(i), plan.records(), plan.range(), plan.partitions()));
        }
        return infos;
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
        for (InputPlan<?> input : inputs) {
            if (input.records() < 0) {
                return false;
            }
        }
        return true;
    }
}
