package dev.sluice.testkit;

import dev.sluice.data.Batch;
import dev.sluice.plan.Split;
import dev.sluice.source.Input;
import dev.sluice.source.InputContext;
import dev.sluice.source.InputPlan;
import dev.sluice.source.StreamSource;
import dev.sluice.time.Micros;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Batches as they would arrive: those of an interval can be planned once it is over, and wait where a batch is full. */
final class BatchesInput<T> implements Input<T> {
    private final Batches<T> batches;
    private final InputContext context;
    private final Deque<T> arrived = new ArrayDeque<>();
    private final long intervalMicros;
    private long zeroMicros;
    private long intervals;
    private boolean stopped;

    private BatchesInput(Batches<T> batches, Duration interval, InputContext context) {
        this.batches = batches;
        this.intervalMicros = Micros.of(interval);
        this.context = context;
    }

    /** The source of these batches, one for each interval. */
    static <T> StreamSource<T> source(Batches<T> batches, Duration interval) {
        return new StreamSource.Custom<>(
                "batches of a test",
                "once in each run: the batches are part of the test",
                context -> new BatchesInput<>(batches, interval, context));
    }

    @Override
    public void start() {
        zeroMicros = Math.floorDiv(nowMicros(), intervalMicros) * intervalMicros;
    }

    @Override
    public InputPlan<T> plan(Batch batch, long recordsMax) {
        if (!stopped) {
            arriveUntil(Micros.of(batch.time()));
        }
        List<T> taken = new ArrayList<>();
        while (taken.size() < recordsMax && !arrived.isEmpty()) {
            taken.add(arrived.remove());
        }
        return new InputPlan<>(split(taken), taken.size(), taken.size() + " records");
    }

    private long nowMicros() {
        return Micros.ofMillis(context.clock().wallMillis());
    }

    private void arriveUntil(long timeMicros) {
        while (zeroMicros + (intervals + 1) * intervalMicros <= timeMicros) {
            intervals++;
            arrived.addAll(batches.batch(intervals));
        }
    }

    private List<Split<T>> split(List<T> records) {
        int partitions = batches.partitions();
        List<Split<T>> splits = new ArrayList<>(partitions);
        for (int i = 0; i < partitions; i++) {
            int from = (int) ((long) records.size() * i / partitions);
            int to = (int) ((long) records.size() * (i + 1) / partitions);
            splits.add(Split.of(List.copyOf(records.subList(from, to))));
        }
        return splits;
    }

    @Override
    public void forget(Batch batch) {}

    @Override
    public boolean stop(Duration timeout) {
        arriveUntil(nowMicros());
        stopped = true;
        return true;
    }

    @Override
    public long waiting() {
        return arrived.size();
    }
}
