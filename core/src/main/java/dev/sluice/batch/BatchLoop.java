package dev.sluice.batch;

import dev.sluice.data.Batch;
import dev.sluice.error.FencedException;
import dev.sluice.intake.RateController;
import dev.sluice.journal.Journal;
import dev.sluice.source.Input;
import dev.sluice.time.Cancellable;
import dev.sluice.time.Clock;
import dev.sluice.time.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that decides what is planned, run, committed and forgotten.
 *
 * <pre>
 *   scheduler ─ tick ─▶ owed intervals ─ plan ─▶ waiting batches ─▶ running batch ─▶ commit ─▶ forget
 *                            (held back while as many wait as the overload policy allows)
 * </pre>
 *
 * Every decision is made under the lock, which is the state; batches run outside of it, one at a time and in order. A batch
 * that is known to be small, after one that was quick, runs on the thread of the tick; others run on the driver thread, so
 * that ticks stay on time.
 */
final class BatchLoop {
    private static final Logger LOG = LoggerFactory.getLogger(BatchLoop.class);
    private static final int SMALL_BATCH_RECORDS = 2_000;
    private static final long QUICK_BATCH_NANOS = 200_000;

    private final LoopState state;
    private final Rhythm rhythm;
    private final Planning planning;
    private final Ending ending;
    private final BatchRunner runner;
    private final Journal journal;
    private final Settlement settlement;
    private final Clock clock;
    private final Scheduler scheduler;
    private final Executor driver;
    private final Listeners listeners;
    private final Retries retries;
    private final RateController rate;
    private final LastWord lastWord;
    private final Watchdog watchdog;
    private final Runnable tick = this::tick;
    private @Nullable Cancellable timer;
    private boolean ticking;

    BatchLoop(
            BatchTimes times,
            Rhythm rhythm,
            Planner planner,
            BatchRunner runner,
            List<Input<?>> inputs,
            Journal journal,
            LoopParts parts,
            OverloadPolicy overload,
            FailurePolicy failures,
            RateController rate,
            Watchdog watchdog,
            Consumer<Throwable> onFailure) {
        this.rhythm = rhythm;
        this.runner = runner;
        this.journal = journal;
        this.settlement = new Settlement(journal, inputs);
        this.clock = parts.clock();
        this.scheduler = parts.scheduler();
        this.driver = parts.driver();
        this.listeners = parts.listeners();
        this.rate = rate;
        this.watchdog = watchdog;
        this.lastWord = new LastWord(journal, parts.outOfMemory());
        this.retries = new Retries(failures, journal);
        this.state = new LoopState(times.lastPlanned(), lastWord, onFailure);
        this.planning = new Planning(state, times, rhythm, planner, overload, rate, retries, parts, this::pause);
        this.ending = new Ending(state, planning, planner, runner, parts, () -> work(false));
    }

    /**
     * Begins to tick.
     *
     * @param again the batches of an earlier run that are to be run again, in order
     */
    void start(List<BatchRun> again) {
        synchronized (state) {
            state.takeUp(again);
            ticking = true;
            scheduleTick();
        }
        if (!again.isEmpty()) {
            driver.execute(() -> work(false));
        }
    }

    /** The end of the loop, once it ticks no more. */
    Ending ending() {
        return ending;
    }

    private void scheduleTick() {
        boolean busy = !state.backlog().isEmpty() || state.isPausing();
        timer = scheduler.at(rhythm.nextNanos(clock.monotonicNanos(), state.planned(), busy), tick);
    }

    /** What made the loop look again has changed. */
    private void look() {
        planning.planOwed();
        if (ticking && rhythm.followsBatches()) {
            cancelTick();
            scheduleTick();
        }
    }

    private void cancelTick() {
        if (timer != null) {
            timer.cancel();
        }
    }

    /** Records came while nothing was to do. Any thread. */
    void recordsCame() {
        scheduler.schedule(Duration.ZERO, this::recordsThere);
    }

    private void recordsThere() {
        synchronized (state) {
            look();
        }
        work(true);
    }

    private void tick() {
        Batch stuck;
        synchronized (state) {
            if (!ticking) {
                return;
            }
            long now = clock.monotonicNanos();
            stuck = watchdog.isDue(now) ? state.backlog().runningBatch() : null;
            rhythm.tick(now);
            planning.planOwed();
            if (ticking) {
                scheduleTick();
            }
        }
        if (stuck != null) {
            listeners.onBatchStuck(stuck, watchdog.report(stuck.id()));
        }
        work(true);
    }

    /** Runs what waits: here while it is small, else on the driver thread. */
    private void work(boolean onTimer) {
        while (true) {
            BatchRun next;
            synchronized (state) {
                Backlog backlog = state.backlog();
                if (backlog.isRunning() || !state.isOpen() || backlog.isEmpty()) {
                    return;
                }
                next = onTimer && !isSmall(backlog.first()) ? null : begin();
            }
            if (next == null) {
                driver.execute(() -> work(false));
                return;
            }
            run(next);
        }
    }

    private BatchRun begin() {
        watchdog.began(clock.monotonicNanos());
        return state.backlog().begin();
    }

    private boolean isSmall(BatchRun next) {
        return planning.lastProcessingNanos() < QUICK_BATCH_NANOS
                && !journal.waits()
                && state.backlog().waiting() == 1
                && next.planned().isCounted()
                && next.planned().records() <= SMALL_BATCH_RECORDS;
    }

    private void run(BatchRun next) {
        try {
            runner.attempt(next, waiting(), rate.recordsMax());
        } catch (Throwable thrown) {
            next.failedWith(lastWord.on(thrown));
        }
        Throwable thrown = next.failure();
        if (thrown == null) {
            snapshot(next);
        } else if (!LastWord.isFatal(thrown)) {
            requireRule(next);
        }
        completed(next, next.failure());
    }

    /** Whatever a run trips over that another has taken over from, that is why. */
    private void requireRule(BatchRun failed) {
        try {
            journal.requireRule();
        } catch (FencedException overtaken) {
            failed.overtaken(overtaken);
        } catch (Throwable unknown) {
            failed.failedWith(unknown);
        }
    }

    private void snapshot(BatchRun done) {
        try {
            journal.committed(done.planned().batch(), rate.recordsMax());
        } catch (Throwable thrown) {
            synchronized (state) {
                state.fail(thrown);
            }
        }
    }

    /** What waits behind the running batch: their plans share its wait for the disk. */
    private List<BatchRun> waiting() {
        if (!journal.waits()) {
            return List.of();
        }
        synchronized (state) {
            return state.backlog().all();
        }
    }

    private void completed(BatchRun done, @Nullable Throwable failure) {
        boolean again = failure != null && !isEnded() && retries.isBatchWorthOne(failure, done.attempts());
        if (!again && listeners.isAny()) {
            listeners.onBatchCompleted(done.info());
        }
        synchronized (state) {
            watchdog.ended();
            planning.processed(done.processingNanos());
            if (failure == null) {
                succeeded(done);
            } else {
                failed(done, failure, again);
            }
            state.notifyAll();
        }
    }

    private void succeeded(BatchRun done) {
        state.backlog().done();
        try {
            settlement.done(done.planned().batch());
        } catch (Throwable thrown) {
            state.fail(thrown);
        }
        rate.completed(done.planned().records(), done.processingDelay(), done.schedulingDelay());
        look();
    }

    private void failed(BatchRun done, Throwable failure, boolean again) {
        state.backlog().failed();
        if (again) {
            LOG.warn("batch {} failed and is run again", done.planned().batch().id(), failure);
            pause(retries.pauseOfBatch(failure));
        } else if (!state.isEnded() || LastWord.isFatal(failure)) {
            state.fail(failure);
        }
    }

    /** Tells the inputs what has become durable and settled since the last batch. */
    void settle() {
        synchronized (state) {
            settlement.advance();
        }
    }

    /** Lets nothing run or be planned for so long. */
    private void pause(Duration delay) {
        if (!delay.isZero()) {
            state.pausing(true);
            scheduler.schedule(delay, this::resume);
        }
    }

    private void resume() {
        synchronized (state) {
            state.pausing(false);
            look();
            state.notifyAll();
        }
        work(true);
    }

    /** Ends the ticking; batches already planned stay. */
    void stopTicking() {
        synchronized (state) {
            ticking = false;
            rhythm.end();
            cancelTick();
        }
    }

    /** Whether the calling thread is inside a batch. */
    boolean isInsideBatch() {
        synchronized (state) {
            return state.backlog().isRunner();
        }
    }

    /** Why the loop stopped by itself, or null. */
    @Nullable
    Throwable failure() {
        synchronized (state) {
            return state.failure();
        }
    }

    private boolean isEnded() {
        synchronized (state) {
            return state.isEnded();
        }
    }
}
