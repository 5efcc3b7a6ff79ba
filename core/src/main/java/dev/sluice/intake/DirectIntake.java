package dev.sluice.intake;

import dev.sluice.data.Batch;
import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.error.RecoveryException;
import dev.sluice.error.SourceException;
import dev.sluice.plan.Split;
import dev.sluice.source.DirectSource;
import dev.sluice.source.Input;
import dev.sluice.source.InputContext;
import dev.sluice.source.InputPlan;
import dev.sluice.source.RateCap;
import dev.sluice.source.Resumption;
import dev.sluice.table.VersionedState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The input of a {@link DirectSource}: knows how far the batches have read, and tells the source what is done with, in
 * the order of the batches. A plan that fails leaves the position where it was. A rate binds where the source can count
 * its records. After a crash it goes on at the position that the last planned batch came to.
 */
public final class DirectIntake<T, P> implements Input<T> {
    private final InputContext context;
    private final DirectSource<T, P> source;
    private final RateCap cap;
    private final Acknowledgements<P> acknowledgements;
    private final Recollection<P> recollection;
    private @Nullable P position;
    private @Nullable Found<P> found;
    private boolean stopped;

    /** Up to where a batch would read, as the source said when it was asked whether there is anything for it. */
    private record Found<P>(Batch batch, long recordsMax, P to) {
        boolean isFor(Batch planned, long max) {
            return recordsMax == max && batch.equals(planned);
        }
    }

    /** An intake for this source, which must not be in use elsewhere. */
    public DirectIntake(DirectSource<T, P> source, InputContext context) {
        this.context = context;
        this.source = source;
        this.cap = new RateCap(context.limits().recordsPerSecondMax());
        this.acknowledgements = new Acknowledgements<>(context.name(), source);
        this.recollection = new Recollection<>(source);
    }

    @Override
    public void resume(Resumption from) {
        Object settled = from.reading();
        if (settled != null) {
            P to = reading(settled).to();
            acknowledgements.owe(to);
            beginAt(to);
        }
    }

    @Override
    public InputPlan<T> replan(Batch batch, Object reading) {
        DirectReading<P> read = reading(reading);
        if (position == null) {
            beginAt(read.from());
        }
        List<Split<T>> splits = ask(() -> "read batch " + batch.id() + " again", () -> splitsAgain(read));
        requireSame(batch, read, DirectReading.of(read.from(), read.to(), splits));
        return planned(batch, read.from(), read.to(), splits);
    }

    private List<Split<T>> splitsAgain(DirectReading<P> read) throws Exception {
        return read.from().equals(read.to()) ? List.of() : source.splitsAgain(read.from(), read.to());
    }

    @Override
    public void start() {
        if (position == null) {
            beginAt(ask(() -> "find where to start", source::start));
        }
        acknowledgements.retry();
    }

    @Override
    public @Nullable Object begun() {
        P start = position;
        return start == null ? null : new DirectReading<>(start, start, 0, 0);
    }

    private void beginAt(P start) {
        position = start;
        recollection.begins(start);
    }

    @Override
    public InputPlan<T> plan(Batch batch, long recordsMax) {
        P from = position;
        if (from == null) {
            throw new IllegalLifecycleException(context.name() + ": planned before it was started; start it first");
        }
        long max = stopped ? 0 : Math.min(recordsMax, cap.next(batch));
        return max == 0 ? planned(batch, from, from, List.of()) : read(batch, from, max);
    }

    @Override
    public boolean isReady(Batch batch, long recordsMax) {
        P from = position;
        if (from == null || stopped) {
            return false;
        }
        P to = ask(() -> "look for records from position " + from, () -> source.next(from, batch, recordsMax));
        boolean ready = !to.equals(from);
        found = ready ? new Found<>(batch, recordsMax, to) : null;
        return ready;
    }

    private InputPlan<T> read(Batch batch, P from, long max) {
        Found<P> before = found;
        found = null;
        return ask(
                () -> "plan batch " + batch.id() + " from position " + from + ", where the next try begins too", () -> {
                    P to = before != null && before.isFor(batch, max) ? before.to : source.next(from, batch, max);
                    return to == null ? null : planned(batch, from, to, splits(from, to));
                });
    }

    /** A range without positions has no partitions, here as when it is read again. */
    private List<Split<T>> splits(P from, P to) throws Exception {
        return from.equals(to) ? List.of() : source.splits(from, to);
    }

    private InputPlan<T> planned(Batch batch, P from, P to, List<Split<T>> splits) {
        DirectReading<P> reading = DirectReading.of(from, to, splits);
        long recordsMax = DirectReading.recordsMax(splits);
        InputPlan<T> plan = new InputPlan<>(
                splits, recordsMax, source.describe(from, to), () -> reading, source.partitions(from, to));
        cap.spend(Math.max(0, plan.records()));
        acknowledgements.planned(batch, to);
        recollection.planned(batch, to);
        position = to;
        return plan;
    }

    private void requireSame(Batch batch, DirectReading<P> read, DirectReading<P> now) {
        if (read.differsFrom(now)) {
            throw new SourceException(context.name() + ": the source cannot be read again as it was: batch "
                    + batch.id() + " was planned with " + read.amount() + " of "
                    + source.describe(read.from(), read.to()) + ", and now it has " + now.amount()
                    + ". The batch was not run again; bring back what the source held, or start anew in another"
                    + " directory");
        }
    }

    @SuppressWarnings("unchecked") // what this source's positions were written as
    private DirectReading<P> reading(Object stored) {
        if (stored instanceof DirectReading<?> reading) {
            return (DirectReading<P>) reading;
        }
        throw new RecoveryException(context.name() + ": the earlier run read this stream in another way ("
                + stored.getClass().getSimpleName()
                + ") than by position; bring back the source it had, or start anew in another directory");
    }

    @Override
    public void committed(Batch batch) {
        recollection.committed(batch);
    }

    @Override
    public void forget(Batch batch) {
        recollection.committed(batch);
    }

    @Override
    public void settled(Batch batch) {
        acknowledgements.done(batch);
    }

    @Override
    public @Nullable VersionedState memory() {
        return recollection.memory();
    }

    /** Batches planned from now on read nothing; what was planned can be read until {@link #close}. */
    @Override
    public boolean stop(Duration timeout) {
        stopped = true;
        return true;
    }

    @Override
    public long waiting() {
        return 0;
    }

    @Override
    public void close() {
        stopped = true;
        acknowledgements.retry();
        ask(() -> "close", () -> {
            source.close();
            return true;
        });
    }

    private <R> R ask(Supplier<String> task, Callable<@Nullable R> question) {
        R answer;
        try {
            answer = question.call();
        } catch (SourceException e) {
            throw e;
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new SourceException(context.name() + ": could not " + task.get() + ": " + e, e);
        }
        if (answer == null) {
            throw new SourceException(context.name() + ": could not " + task.get() + ": the source gave no position");
        }
        return answer;
    }
}
