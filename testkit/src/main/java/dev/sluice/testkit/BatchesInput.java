package dev.sluice.testkit;

import dev.sluice.data.Batch;
import dev.sluice.plan.Split;
import dev.sluice.source.Input;
import dev.sluice.source.InputContext;
import dev.sluice.source.InputPlan;
import dev.sluice.source.StreamSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Batches as they would arrive: those of an interval can be planned once it is over, and wait where a batch is full. */
final class BatchesInput<T> implements Input<T> {
    private final Batches<T> batches;
    private final InputContext context;
    private final Duration interval;
    private final Deque<T> arrived = new ArrayDeque<>();
    private long zeroMillis;
    private long intervals;
    private boolean stopped;

    private BatchesInput(Batches<T> batches, Duration interval, InputContext context) {
        this.batches = batches;
        this.interval = interval;
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
        zeroMillis = Math.floorDiv(context.clock().wallMillis(), interval.toMillis()) * interval.toMillis();
    }

    @Override
    public InputPlan<T> plan(Batch batch, long recordsMax) {
        if (!stopped) {
            arriveUntil(batch.timeMillis());
        }
        List<T> taken = new ArrayList<>();
        while (taken.size() < recordsMax && !arrived.isEmpty()) {
            taken.add(arrived.remove());
        }
        return new InputPlan<>(split(taken), taken.size(), taken.size() + " records");
    }

    private void arriveUntil(long timeMillis) {
        while (zeroMillis + (intervals + 1) * interval.toMillis() <= timeMillis) {
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
        arriveUntil(context.clock().wallMillis());
        stopped = true;
        return true;
    }

    @Override
    public long waiting() {
        return arrived.size();
    }
}
