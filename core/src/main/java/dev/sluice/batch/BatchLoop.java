package dev.sluice.batch;

import dev.sluice.data.Batch;
import dev.sluice.error.FencedException;
import dev.sluice.error.OverloadException;
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
 * Every decision is made under the lock; batches run outside of it, one at a time and in order. A batch that is known
 * to be small, after one that was quick, runs on the thread of the tick; others run on the driver thread, so that ticks
 * stay on time.
 */
final class BatchLoop {
    private static final Logger LOG = LoggerFactory.getLogger(BatchLoop.class);
    private static final int SMALL_BATCH_RECORDS = 2_000;
    private static final long QUICK_BATCH_NANOS = 200_000;

    private final BatchTimes times;
    private final Rhythm rhythm;
    private final Planner planner;
    private final BatchRunner runner;
    private final Journal journal;
    private final Settlement settlement;
    private final Clock clock;
    private final Scheduler scheduler;
    private final Executor driver;
    private final Listeners listeners;
    private final OverloadPolicy overload;
    private final Retries retries;
    private final RateController rate;
    private final Consumer<Throwable> onFailure;
    private final LastWord lastWord;

    private final Object lock = new Object();
    private final Backlog backlog = new Backlog();
    private final Watchdog watchdog;
    private final Alarm alarm;
    private @Nullable Cancellable timer;
    private @Nullable Throwable failure;
    private boolean ticking;
    private boolean ended;
    private boolean pausing;
    private int planningFailures;
    private long lastAgain;
    private long planned;
    private long lastProcessingNanos = Long.MAX_VALUE;

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
        this.times = times;
        this.rhythm = rhythm;
        this.planner = planner;
        this.runner = runner;
        this.journal = journal;
        this.settlement = new Settlement(journal, inputs);
        this.clock = parts.clock();
        this.scheduler = parts.scheduler();
        this.driver = parts.driver();
        this.listeners = parts.listeners();
        this.overload = overload;
        this.retries = new Retries(failures, journal);
        this.rate = rate;
        this.watchdog = watchdog;
        this.onFailure = onFailure;
        this.lastWord = new LastWord(journal, parts.outOfMemory());
        this.alarm = new Alarm(lock, clock, scheduler);
    }

    /**
     * Begins to tick.
     *
     * @param again the batches of an earlier run that are to be run again, in order
     */
    void start(List<BatchRun> again) {
        synchronized (lock) {
            again.forEach(backlog::add);
            lastAgain = again.isEmpty()
                    ? 0
                    : again.get(again.size() - 1).planned().batch().id();
            planned = times.lastPlanned();
            ticking = true;
            scheduleTick();
        }
        driver.execute(() -> work(false));
    }

    private void scheduleTick() {
        long next = rhythm.nextNanos(clock.monotonicNanos(), planned, !backlog.isEmpty() || pausing);
        timer = scheduler.at(next, this::tick);
    }

    /** What made the loop look again has changed. */
    private void look() {
        planOwed();
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
        synchronized (lock) {
            look();
        }
        work(true);
    }

    private void tick() {
        Batch stuck;
        synchronized (lock) {
            if (!ticking) {
                return;
            }
            long now = clock.monotonicNanos();
            stuck = watchdog.isDue(now) ? backlog.runningBatch() : null;
            rhythm.tick(now);
            planOwed();
            if (ticking) {
                scheduleTick();
            }
        }
        if (stuck != null) {
            listeners.onBatchStuck(stuck, watchdog.report(stuck.id()));
        }
        work(true);
    }

    /** Plans the intervals that are over, as far as the overload policy lets it. */
    private void planOwed() {
        while (failure == null && !ended && !pausing && hasRoom()) {
            long ordinal = owed();
            if (ordinal == Rhythm.NONE) {
                return;
            }
            planNext(ordinal);
        }
    }

    private long owed() {
        try {
            return rhythm.owed(clock.monotonicNanos(), planned, rate.recordsMax());
        } catch (Throwable thrown) {
            planningFailed(thrown);
            return Rhythm.NONE;
        }
    }

    private boolean hasRoom() {
        if (backlog.waiting() < overload.waitingMax() && !(overload.joins() && backlog.isRunning())) {
            return true;
        }
        if (overload.kind() == OverloadPolicy.Kind.FAIL && rhythm.isBehind(planned) && !isCatchingUp()) {
            fail(tooManyWait());
        }
        return false;
    }

    /** Whether batches of an earlier run still wait, which says nothing of the load now. */
    private boolean isCatchingUp() {
        return backlog.waiting() > 0 && backlog.first().planned().batch().id() <= lastAgain;
    }

    private OverloadException tooManyWait() {
        return new OverloadException(backlog.waiting() + " batches of " + times.interval()
                + " wait, the most that the overload policy allows; the last batch took "
                + Duration.ofNanos(lastProcessingNanos) + ". Give batches a longer interval, lower the rate, "
                + "or choose OverloadPolicy.queue or coalesce");
    }

    private void planNext(long ordinal) {
        PlannedBatch batch;
        try {
            batch = planner.plan(times.timeMillis(ordinal), gathered(ordinal), rate.recordsMax());
        } catch (Throwable thrown) {
            planningFailed(thrown);
            return;
        }
        planned = ordinal;
        rhythm.planned(clock.monotonicNanos());
        planningFailures = 0;
        BatchRun run = new BatchRun(batch);
        backlog.add(run);
        listeners.onBatchSubmitted(run.info());
    }

    /** Self-clocked batches say how long they gathered, others how long batches gather. */
    private Duration gathered(long ordinal) {
        return rhythm.followsBatches() ? times.span(planned, ordinal) : times.interval();
    }

    /** The batch stays owed: it is planned again, or the context stops with nothing of it lost. */
    private void planningFailed(Throwable thrown) {
        planningFailures++;
        if (retries.ofPlanning(thrown, planningFailures)) {
            LOG.warn("a batch could not be planned and is planned again", thrown);
            pause(retries.delayOfPlanning());
        } else {
            fail(thrown);
        }
    }

    private void fail(Throwable thrown) {
        if (failure == null) {
            Throwable last = lastWord.on(thrown);
            failure = last;
            onFailure.accept(last);
            LOG.error("the context stops: {}", last.getMessage(), last);
        }
    }

    /** Runs what waits: here while it is small, else on the driver thread. */
    private void work(boolean onTimer) {
        while (true) {
            BatchRun next;
            synchronized (lock) {
                if (backlog.isRunning() || pausing || ended || failure != null || backlog.isEmpty()) {
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
        return backlog.begin();
    }

    private boolean isSmall(BatchRun next) {
        return lastProcessingNanos < QUICK_BATCH_NANOS
                && !journal.waits()
                && backlog.waiting() == 1
                && next.planned().isCounted()
                && next.planned().records() <= SMALL_BATCH_RECORDS;
    }

    private void run(BatchRun next) {
        try {
            runner.attempt(next, waiting(), rate.recordsMax());
        } catch (Throwable thrown) {
            next.failedWith(lastWord.on(thrown));
        }
        Throwable thrown = next.failure().orElse(null);
        if (thrown == null) {
            snapshot(next);
        } else if (!LastWord.isFatal(thrown)) {
            requireRule(next);
        }
        completed(next);
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
            synchronized (lock) {
                fail(thrown);
            }
        }
    }

    /** What waits behind the running batch: their plans share its wait for the disk. */
    private List<BatchRun> waiting() {
        synchronized (lock) {
            return journal.waits() ? backlog.all() : List.of();
        }
    }

    private void completed(BatchRun done) {
        boolean again = done.failure()
                .filter(thrown -> !isEnded() && retries.ofBatch(thrown, done.attempts()))
                .isPresent();
        if (!again) {
            listeners.onBatchCompleted(done.info());
        }
        synchronized (lock) {
            watchdog.ended();
            lastProcessingNanos = done.processingDelay().toNanos();
            if (done.failure().isEmpty()) {
                backlog.done();
                settle(done);
                rate.completed(done.planned().records(), done.processingDelay(), done.schedulingDelay());
                look();
            } else {
                backlog.failed();
                Throwable thrown = done.failure().get();
                if (again) {
                    runAgain(done, thrown);
                } else if (!ended || LastWord.isFatal(thrown)) {
                    fail(thrown);
                }
            }
            lock.notifyAll();
        }
    }

    private void settle(BatchRun done) {
        try {
            settlement.done(done.planned().batch());
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }

    /** Tells the inputs what has become durable and settled since the last batch. */
    void settle() {
        synchronized (lock) {
            settlement.advance();
        }
    }

    private void runAgain(BatchRun failed, Throwable thrown) {
        LOG.warn("batch {} failed and is run again", failed.planned().batch().id(), thrown);
        pause(retries.delayOfBatch(thrown));
    }

    /** Lets nothing run or be planned for so long. */
    private void pause(Duration delay) {
        if (!delay.isZero()) {
            pausing = true;
            scheduler.schedule(delay, this::resume);
        }
    }

    private void resume() {
        synchronized (lock) {
            pausing = false;
            look();
            lock.notifyAll();
        }
        work(true);
    }

    /** Ends the ticking; batches already planned stay. */
    void stopTicking() {
        synchronized (lock) {
            ticking = false;
            rhythm.end();
            cancelTick();
        }
    }

    /** Whether the calling thread is inside a batch. */
    boolean isInsideBatch() {
        synchronized (lock) {
            return backlog.isRunner();
        }
    }

    /** Why the loop stopped by itself, or null. */
    @Nullable
    Throwable failure() {
        synchronized (lock) {
            return failure;
        }
    }

    /**
     * Runs all that waits, and plans and runs more batches until nothing more was taken in; at least one. Gives up at a
     * failure or at the deadline.
     *
     * @return whether everything was run
     */
    boolean drain(long deadlineNanos) {
        boolean first = true;
        while (true) {
            synchronized (lock) {
                boolean more = first || rhythm.isBehind(planned) || planner.waiting() > 0;
                if (failure != null) {
                    return false;
                }
                if (!more && backlog.isEmpty()) {
                    return true;
                }
                if (more && !pausing && backlog.waiting() < overload.waitingMax()) {
                    long before = planned;
                    planNext(planned + 1);
                    first &= planned == before;
                }
            }
            driver.execute(() -> work(false));
            if (!alarm.await(deadlineNanos, this::isQuiet)) {
                return false;
            }
        }
    }

    /** Runs no more batches; the running one is made to fail soon. Returns whether it ended before the deadline. */
    boolean end(long deadlineNanos) {
        synchronized (lock) {
            ended = true;
            runner.cancel();
            backlog.interruptRunner();
        }
        return alarm.await(deadlineNanos, () -> !backlog.isRunning());
    }

    private boolean isQuiet() {
        return !backlog.isRunning() && (backlog.isEmpty() && !pausing || failure != null);
    }

    /** The planned batches that were not run to their end. */
    long batchesLeft() {
        synchronized (lock) {
            return backlog.batches();
        }
    }

    /** Records taken in but not processed, as far as the inputs can count them. */
    long recordsLeft() {
        synchronized (lock) {
            return planner.waiting() + backlog.records();
        }
    }

    private boolean isEnded() {
        synchronized (lock) {
            return ended;
        }
    }
}
