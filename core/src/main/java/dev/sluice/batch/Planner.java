package dev.sluice.batch;

import dev.sluice.data.Batch;
import dev.sluice.event.InputInfo;
import dev.sluice.operator.InputOperator;
import dev.sluice.source.Input;
import dev.sluice.source.InputPlan;
import dev.sluice.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what each batch reads. A batch whose planning fails half way keeps what its first inputs planned, so that
 * nothing they handed over is lost when it is planned again.
 */
final class Planner {
    private final List<InputOperator<?>> streams;
    private final List<Input<?>> inputs;
    private final Clock clock;
    private final List<InputPlan<?>> begun = new ArrayList<>();
    private final long runSeed;
    private long lastId;

    Planner(List<InputOperator<?>> streams, List<Input<?>> inputs, Clock clock, long runSeed) {
        this.streams = streams;
        this.inputs = inputs;
        this.clock = clock;
        this.runSeed = runSeed;
    }

    /** Plans the next batch; the inputs share its records evenly. */
    PlannedBatch plan(long timeMillis, BatchTimes times, long recordsMax) {
        Batch batch =
                new Batch(lastId + 1, Instant.ofEpochMilli(timeMillis), times.interval(), mix(runSeed + lastId + 1));
        long share = Math.max(1, recordsMax / Math.max(1, inputs.size()));
        while (begun.size() < inputs.size()) {
            begun.add(inputs.get(begun.size()).plan(batch, share));
        }
        PlannedBatch planned = new PlannedBatch(batch, begun, infos(), clock.monotonicNanos());
        begun.clear();
        lastId++;
        return planned;
    }

    /** Records taken in but not planned yet. */
    long waiting() {
        return inputs.stream().mapToLong(Input::waiting).sum()
                + begun.stream().mapToLong(plan -> Math.max(0, plan.records())).sum();
    }

    private List<InputInfo> infos() {
        List<InputInfo> infos = new ArrayList<>(begun.size());
        for (int i = 0; i < begun.size(); i++) {
            InputPlan<?> plan = begun.get(i);
            infos.add(new InputInfo(i, streams.get(i).source().name(), plan.records(), plan.range()));
        }
        return infos;
    }

    private static long mix(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        return z ^ (z >>> 27);
    }
}
