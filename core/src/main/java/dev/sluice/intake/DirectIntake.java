package dev.sluice.intake;

import dev.sluice.data.Batch;
import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.error.SourceException;
import dev.sluice.plan.Split;
import dev.sluice.source.DirectSource;
import dev.sluice.source.Input;
import dev.sluice.source.InputContext;
import dev.sluice.source.InputPlan;
import dev.sluice.source.RateCap;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The input of a {@link DirectSource}: knows how far the batches have read, and tells the source what is done with, in
 * the order of the batches. A plan that fails leaves the position where it was. A rate binds where the source can count
 * its records.
 */
public final class DirectIntake<T, P> implements Input<T> {
    private final InputContext context;
    private final DirectSource<T, P> source;
    private final RateCap cap;
    private final Acknowledgements<P> acknowledgements;
    private @Nullable P position;
    private boolean stopped;

    /** An intake for this source, which must not be in use elsewhere. */
    public DirectIntake(DirectSource<T, P> source, InputContext context) {
        this.context = context;
        this.source = source;
        this.cap = new RateCap(context.limits().recordsPerSecondMax());
        this.acknowledgements = new Acknowledgements<>(context.name(), source);
    }

    @Override
    public void start() {
        position = ask("find where to start", source::start);
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

    private InputPlan<T> read(Batch batch, P from, long max) {
        return ask("plan batch " + batch.id() + " from position " + from + ", where the next try begins too", () -> {
            P to = source.next(from, batch, max);
            return to == null ? null : planned(batch, from, to, source.splits(from, to));
        });
    }

    private InputPlan<T> planned(Batch batch, P from, P to, List<Split<T>> splits) {
        InputPlan<T> plan = new InputPlan<>(splits, records(splits), source.describe(from, to));
        cap.spend(Math.max(0, plan.records()));
        acknowledgements.planned(batch, to);
        position = to;
        return plan;
    }

    private static long records(List<? extends Split<?>> splits) {
        long records = 0;
        for (Split<?> split : splits) {
            if (split.size() == Split.UNKNOWN) {
                return Split.UNKNOWN;
            }
            records += split.size();
        }
        return records;
    }

    @Override
    public void forget(Batch batch) {
        acknowledgements.done(batch);
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
        ask("close", () -> {
            source.close();
            return true;
        });
    }

    private <R> R ask(String task, Callable<@Nullable R> question) {
        R answer;
        try {
            answer = question.call();
        } catch (SourceException e) {
            throw e;
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new SourceException(context.name() + ": could not " + task + ": " + e, e);
        }
        if (answer == null) {
            throw new SourceException(context.name() + ": could not " + task + ": the source gave no position");
        }
        return answer;
    }
}
