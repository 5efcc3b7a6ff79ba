package dev.sluice.benchmarks;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Origin;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.ZipStep;
import dev.sluice.window.Aggregate;
import dev.sluice.window.SlidingAggregateStep;
import dev.sluice.window.SlidingWindowTable;
import java.util.List;

/** The step of a sliding window, run without an engine: one partition, each batch begun and committed. */
final class SlidingStep<A> implements SlidingContender {
    private static final Origin ORIGIN = new Origin("window", "SlidingStep");

    private final Aggregate<Long, A, Long> aggregate;
    private final int slices;
    private final SlidingWindowTable<Long, A> table;
    private long sum;

    SlidingStep(Aggregate<Long, A, Long> aggregate, int slices) {
        this.aggregate = aggregate;
        this.slices = slices;
        this.table = new SlidingWindowTable<>(aggregate, slices);
    }

    @Override
    public void slide(long slice, List<KeyValue<Long, Long>> partials, boolean gives) throws Exception {
        table.begin();
        ZipStep.Inputs inputs = new SlidingAggregateStep<Long, A, Long>(aggregate, slices, slice, gives)
                .open(table, new TaskContext(0, FaultHandler.FAIL), ORIGIN, pair -> sum += pair.value());
        Emitter<Object> input = inputs.input(0);
        for (KeyValue<Long, Long> partial : partials) {
            input.emit(partial);
        }
        inputs.finish();
        table.commit();
    }

    @Override
    public long size() {
        return table.size();
    }

    @Override
    public long sum() throws Exception {
        sum = 0;
        table.forEach((key, hash, accumulator) -> sum += aggregate.finish(accumulator));
        return sum;
    }
}
