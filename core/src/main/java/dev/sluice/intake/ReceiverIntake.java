package dev.sluice.intake;

import dev.sluice.data.Batch;
import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.error.SourceException;
import dev.sluice.source.Input;
import dev.sluice.source.InputContext;
import dev.sluice.source.InputPlan;
import dev.sluice.source.RateCap;
import dev.sluice.source.Receiver;
import dev.sluice.source.ReceiverSupervisor;
import dev.sluice.source.RecordLog;
import dev.sluice.source.Resumption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The input of a {@link Receiver}: runs it under supervision and cuts what it stored into batches. The receiver waits
 * where more records than {@link dev.sluice.source.InputLimits#bufferedRecordsMax} wait for a batch. With a log, blocks
 * are written there when they are stored, single records when the plan of their batch is; after a crash what is in the
 * log and in no planned batch comes first.
 */
public final class ReceiverIntake<T> implements Input<T> {
    private final InputContext context;
    private final Handover<T> handover;
    private final @Nullable WriteAhead ahead;
    private final RunningReceiver<T> running;
    private final RecordCutter cutter;
    private final RateCap cap;
    private final Map<Long, PlannedRecords<T>> planned = new HashMap<>();

    /** An intake for this receiver, which must not be in use elsewhere. */
    public ReceiverIntake(Receiver<T> receiver, InputContext context) {
        this.context = context;
        this.handover = new Handover<>(context.limits().bufferedRecordsMax(), context.arrival());
        RecordLog log = context.log();
        this.ahead = log == null ? null : new WriteAhead(context.name(), log);
        this.running = context.engine()
                .receiverHost()
                .<RunningReceiver<T>>map(host -> new HostedReceiver<>(host, context, receiver, handover, ahead))
                .orElseGet(() -> here(receiver));
        this.cutter = new RecordCutter(
                context.engine().blocks(),
                receiver.storageLevel(),
                context.engine().defaultParallelism());
        this.cap = new RateCap(context.limits().recordsPerSecondMax());
        receiver.attach(running);
    }

    private RunningReceiver<T> here(Receiver<T> receiver) {
        BlockKeeper keeper = new LoggedBlockKeeper(context, receiver.storageLevel(), ahead);
        ReceiverEvents events = new ListenerEvents(context, () -> "");
        return new Supervision<>(ReceiverTerms.of(context), receiver, handover, events, keeper);
    }

    /** Who takes what the receiver stores. */
    ReceiverSupervisor<T> supervisor() {
        return running;
    }

    @Override
    public void resume(Resumption from) {
        handover.resume(Producer.recovered(log(), from.waiting()));
    }

    @Override
    public InputPlan<T> replan(Batch batch, Object reading) {
        return LoggedReading.of(context.name(), reading).plan(log());
    }

    private RecordLog log() {
        RecordLog log = context.log();
        if (log == null) {
            throw new IllegalLifecycleException(
                    context.name() + ": resumed without a log; only a run with a directory goes on after another");
        }
        return log;
    }

    @Override
    public void start() {
        running.start();
    }

    @Override
    public InputPlan<T> plan(Batch batch, long recordsMax) {
        Take<T> take = handover.take(Math.min(recordsMax, cap.next(batch)));
        PlannedRecords<T> records = cut(batch, take);
        planned.put(batch.id(), records);
        cap.spend(records.records());
        handover.confirm(take);
        return new InputPlan<>(records.splits(), records.records(), records.range(), reading(records));
    }

    private @Nullable PendingReading reading(PlannedRecords<T> records) {
        RecordLog log = context.log();
        return log == null ? null : records.reading(log);
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
    public boolean tells() {
        return true;
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
        return running.stop(timeout);
    }

    @Override
    public long waiting() {
        return handover.waiting();
    }

    @Override
    public void close() {
        running.stop(Duration.ZERO);
        planned.values().forEach(records -> records.release(context.engine().blocks()));
        planned.clear();
        if (ahead != null) {
            ahead.giveUpRefused();
        }
    }
}
