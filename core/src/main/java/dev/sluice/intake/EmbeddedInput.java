package dev.sluice.intake;

import dev.sluice.data.Batch;
import dev.sluice.data.StorageLevel;
import dev.sluice.plan.Split;
import dev.sluice.source.Input;
import dev.sluice.source.InputContext;
import dev.sluice.source.InputPlan;
import dev.sluice.source.RateCap;
import dev.sluice.source.RecordLog;
import dev.sluice.source.Resumption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An input that cannot give its records again, with a log that can: what a batch reads is written there before the batch
 * acts. After a crash what is in the log comes first, and the input itself begins afresh.
 */
final class EmbeddedInput<T> implements Input<T> {
    private final Input<T> input;
    private final InputContext context;
    private final RecordLog log;
    private final RecordCutter cutter;
    private final RateCap cap;
    private final Set<Long> planned = ConcurrentHashMap.newKeySet();
    private @Nullable Producer<T> recovered;

    EmbeddedInput(Input<T> input, InputContext context, RecordLog log) {
        this.input = input;
        this.context = context;
        this.log = log;
        this.cutter = new RecordCutter(
                context.engine().blocks(),
                StorageLevel.MEMORY_ONLY,
                context.engine().defaultParallelism());
        this.cap = new RateCap(context.limits().recordsPerSecondMax());
    }

    @Override
    public void resume(Resumption from) {
        recovered = Producer.recovered(log, from.waiting());
    }

    @Override
    public InputPlan<T> replan(Batch batch, Object reading) {
        return LoggedReading.of(context.name(), reading).plan(log);
    }

    @Override
    public void start() {
        input.start();
    }

    @Override
    public InputPlan<T> plan(Batch batch, long recordsMax) {
        Producer<T> first = recovered;
        if (first != null && first.waiting() > 0) {
            return recovered(first, Math.min(recordsMax, cap.next(batch)));
        }
        planned.add(batch.id());
        InputPlan<T> plan = input.plan(batch, recordsMax);
        return new InputPlan<>(plan.splits(), plan.records(), plan.range(), reading(plan.splits()));
    }

    private InputPlan<T> recovered(Producer<T> producer, long max) {
        Take<T> take = new Take<>();
        take.add(producer, max);
        PlannedRecords<T> records = cutter.cut(take);
        take.confirm();
        cap.spend(records.records());
        return new InputPlan<>(records.splits(), records.records(), records.range(), records.reading(log));
    }

    private PendingReading reading(List<Split<T>> splits) {
        return new PendingReading(
                log,
                splits.stream()
                        .map(split -> new SplitWriting(List.of(new SplitWriting.Part.Loose(split))))
                        .toList());
    }

    @Override
    public boolean tells() {
        return input.tells();
    }

    @Override
    public boolean isReady(Batch batch, long recordsMax) {
        Producer<T> first = recovered;
        return first != null && first.waiting() > 0 || input.isReady(batch, recordsMax);
    }

    @Override
    public void committed(Batch batch) {
        if (planned.contains(batch.id())) {
            input.committed(batch);
        }
    }

    @Override
    public void forget(Batch batch) {
        if (planned.contains(batch.id())) {
            input.forget(batch);
        }
    }

    @Override
    public void settled(Batch batch) {
        if (planned.remove(batch.id())) {
            input.settled(batch);
        }
    }

    @Override
    public boolean stop(Duration timeout) {
        return input.stop(timeout);
    }

    @Override
    public long waiting() {
        Producer<T> first = recovered;
        return input.waiting() + (first == null ? 0 : first.waiting());
    }

    @Override
    public void close() {
        input.close();
    }
}
