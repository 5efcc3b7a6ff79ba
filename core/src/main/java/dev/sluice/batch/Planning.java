package dev.sluice.batch;

import dev.sluice.error.OverloadException;
import dev.sluice.intake.RateController;
import dev.sluice.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans the batches that are owed, as far as the overload policy lets it. Guarded by the state of the loop. */
final class Planning {
    private static final Logger LOG = LoggerFactory.getLogger(Planning.class);

    private final LoopState state;
    private final BatchTimes times;
    private final Rhythm rhythm;
    private final Planner planner;
    private final OverloadPolicy overload;
    private final RateController rate;
    private final Retries retries;
    private final Clock clock;
    private final Listeners listeners;
    private final Consumer<Duration> pause;
    private int failures;
    private long lastProcessingNanos = Long.MAX_VALUE;

    /**
     * The planning of a loop.
     *
     * @param pause lets the loop do nothing for so long
     */
    Planning(
            LoopState state,
            BatchTimes times,
            Rhythm rhythm,
            Planner planner,
            OverloadPolicy overload,
            RateController rate,
            Retries retries,
            LoopParts parts,
            Consumer<Duration> pause) {
        this.state = state;
        this.times = times;
        this.rhythm = rhythm;
        this.planner = planner;
        this.overload = overload;
        this.rate = rate;
        this.retries = retries;
        this.clock = parts.clock();
        this.listeners = parts.listeners();
        this.pause = pause;
    }

    /** Plans the intervals that are over. */
    void planOwed() {
        while (state.isOpen() && hasRoom()) {
            long ordinal = owed();
            if (ordinal == Rhythm.NONE) {
                return;
            }
            planNext(ordinal);
        }
    }

    /** Plans one more batch where there is room, whether one is owed or not; false if nothing came of it. */
    boolean planOneMore() {
        long before = state.planned();
        if (!state.isPausing() && state.backlog().waiting() < overload.waitingMax()) {
            planNext(rhythm.passed(before) + 1);
        }
        return state.planned() != before;
    }

    /** Whether there is anything that a further batch would be planned for. */
    boolean isMoreThere() {
        return rhythm.isBehind(state.planned()) || planner.waiting() > 0;
    }

    /** How long the last batch took. */
    long lastProcessingNanos() {
        return lastProcessingNanos;
    }

    /** A batch took so long. */
    void processed(long nanos) {
        lastProcessingNanos = nanos;
    }

    private long owed() {
        try {
            return rhythm.owed(clock.monotonicNanos(), state.planned(), rate.recordsMax());
        } catch (Throwable thrown) {
            failed(thrown);
            return Rhythm.NONE;
        }
    }

    private boolean hasRoom() {
        Backlog backlog = state.backlog();
        if (backlog.waiting() < overload.waitingMax() && !(overload.joins() && backlog.isRunning())) {
            return true;
        }
        if (overload.kind() == OverloadPolicy.Kind.FAIL && rhythm.isBehind(state.planned()) && !state.isCatchingUp()) {
            state.fail(tooManyWait());
        }
        return false;
    }

    private OverloadException tooManyWait() {
        return new OverloadException(state.backlog().waiting() + " batches of " + times.interval()
                + " wait, the most that the overload policy allows; the last batch took "
                + Duration.ofNanos(lastProcessingNanos) + ". Give batches a longer interval, lower the rate, "
                + "or choose OverloadPolicy.queue or coalesce");
    }

    private void planNext(long ordinal) {
        PlannedBatch batch;
        try {
            batch = planner.plan(times.time(ordinal), gathered(ordinal), rate.recordsMax());
        } catch (Throwable thrown) {
            failed(thrown);
            return;
        }
        rhythm.planned(clock.monotonicNanos());
        failures = 0;
        BatchRun run = new BatchRun(batch);
        state.planned(ordinal, run);
        if (listeners.isAny()) {
            listeners.onBatchSubmitted(run.info());
        }
    }

    /** Self-clocked batches say how long they gathered, others how long batches gather. */
    private Duration gathered(long ordinal) {
        return rhythm.followsBatches()
                ? times.span(Math.min(rhythm.passed(state.planned()), ordinal - 1), ordinal)
                : times.interval();
    }

    /** The batch stays owed: it is planned again, or the context stops with nothing of it lost. */
    private void failed(Throwable thrown) {
        failures++;
        if (!retries.isPlanningWorthOne(thrown, failures)) {
            state.fail(thrown);
            return;
        }
        LOG.warn("a batch could not be planned and is planned again", thrown);
        pause.accept(retries.pauseOfPlanning());
    }
}
