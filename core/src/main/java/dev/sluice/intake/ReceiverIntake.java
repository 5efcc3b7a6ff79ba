package dev.sluice.intake;

import dev.sluice.data.Batch;
import dev.sluice.error.SourceException;
import dev.sluice.source.Input;
import dev.sluice.source.InputContext;
import dev.sluice.source.InputPlan;
import dev.sluice.source.RateCap;
import dev.sluice.source.Receiver;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The input of a {@link Receiver}: runs it under supervision and cuts what it stored into batches. The receiver waits
 * where more records than {@link dev.sluice.source.InputLimits#bufferedRecordsMax} wait for a batch.
 */
public final class ReceiverIntake<T> implements Input<T> {
    private final InputContext context;
    private final Handover<T> handover;
    private final Supervision<T> supervision;
    private final RecordCutter cutter;
    private final RateCap cap;
    private final Map<Long, PlannedRecords<T>> planned = new HashMap<>();

    /** An intake for this receiver, which must not be in use elsewhere. */
    public ReceiverIntake(Receiver<T> receiver, InputContext context) {
        this.context = context;
        this.handover = new Handover<>(context.limits().bufferedRecordsMax());
        this.supervision = new Supervision<>(context, receiver, handover);
        this.cutter = new RecordCutter(
                context.engine().blocks(),
                receiver.storageLevel(),
                context.engine().defaultParallelism());
        this.cap = new RateCap(context.limits().recordsPerSecondMax());
        receiver.attach(supervision);
    }

    @Override
    public void start() {
        supervision.start();
    }

    @Override
    public InputPlan<T> plan(Batch batch, long recordsMax) {
        Take<T> take = handover.take(Math.min(recordsMax, cap.next(batch)));
        PlannedRecords<T> records = cut(batch, take);
        planned.put(batch.id(), records);
        cap.spend(records.records());
        handover.confirm(take);
        return new InputPlan<>(records.splits(), records.records(), records.range());
    }

    private PlannedRecords<T> cut(Batch batch, Take<T> take) {
        try {
            return cutter.cut(take);
        } catch (RuntimeException e) {
            throw new SourceException(
                    context.name() + ": the records of batch " + batch.id() + " could not be kept; they stay waiting: "
                            + e,
                    e);
        }
    }

    @Override
    public void forget(Batch batch) {
        PlannedRecords<T> records = planned.remove(batch.id());
        if (records != null) {
            records.release(context.engine().blocks());
        }
    }

    @Override
    public boolean stop(Duration timeout) {
        return supervision.stop(timeout);
    }

    @Override
    public long waiting() {
        return handover.waiting();
    }

    @Override
    public void close() {
        supervision.stop(Duration.ZERO);
        planned.values().forEach(records -> records.release(context.engine().blocks()));
        planned.clear();
    }
}
