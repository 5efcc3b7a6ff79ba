package dev.sluice.batch;

import dev.sluice.data.Batch;
import dev.sluice.operator.InputOperator;
import dev.sluice.source.Input;
import dev.sluice.source.InputPlan;
import dev.sluice.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what each batch reads. A batch whose planning fails half way keeps what its first inputs planned, so that
 * nothing they handed over is lost when it is planned again.
 */
final class Planner {
    private final List<String> names;
    private final List<Input<?>> inputs;
    private final Clock clock;
    private final List<InputPlan<?>> begun = new ArrayList<>();
    private final long runSeed;
    private long lastId;

    /**
     * A planner.
     *
     * @param lastId the last batch that was planned before
     */
    Planner(List<InputOperator<?>> streams, List<Input<?>> inputs, Clock clock, long runSeed, long lastId) {
        this.names = streams.stream().map(stream -> stream.source().name()).toList();
        this.inputs = inputs;
        this.clock = clock;
        this.runSeed = runSeed;
        this.lastId = lastId;
    }

    /** Plans the next batch; the inputs share its records evenly. */
    PlannedBatch plan(Instant time, Duration interval, long recordsMax) {
        Batch batch = next(time, interval);
        long share = share(recordsMax);
        while (begun.size() < inputs.size()) {
            begun.add(inputs.get(begun.size()).plan(batch, share));
        }
        PlannedBatch planned = planned(batch, begun);
        begun.clear();
        lastId++;
        return planned;
    }

    /** Whether the next batch would find records if it were planned now. */
    boolean isReady(Instant time, Duration interval, long recordsMax) {
        if (!begun.isEmpty()) {
            return true;
        }
        Batch batch = next(time, interval);
        for (Input<?> input : inputs) {
            if (input.isReady(batch, share(recordsMax))) {
                return true;
            }
        }
        return false;
    }

    /** Whether an input must be asked for records, because it does not tell when they come. */
    boolean asks() {
        for (Input<?> input : inputs) {
            if (!input.tells()) {
                return true;
            }
        }
        return false;
    }

    private Batch next(Instant time, Duration interval) {
        return new Batch(lastId + 1, time, interval, mix(runSeed + lastId + 1));
    }

    private long share(long recordsMax) {
        return Math.max(1, recordsMax / Math.max(1, inputs.size()));
    }

    /** A batch with its plans, one for each input. */
    PlannedBatch planned(Batch batch, List<InputPlan<?>> plans) {
        return new PlannedBatch(batch, plans, names, clock.monotonicNanos());
    }

    /** Records taken in but not planned yet. */
    long waiting() {
        long waiting = 0;
        for (Input<?> input : inputs) {
            waiting += input.waiting();
        }
        for (InputPlan<?> plan : begun) {
            waiting += Math.max(0, plan.records());
        }
        return waiting;
    }

    private static long mix(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        return z ^ (z >>> 27);
    }
}
