package dev.sluice.intake;

import dev.sluice.error.SluiceException;
import dev.sluice.source.Receiver;
import dev.sluice.time.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Starts a receiver, ends it, and starts it again when it fails. There is never more than one start at a time: the next
 * begins after {@code onStart} and {@code onStop} of the one before have returned and its threads are locked out. Each
 * step runs on a daemon thread of its own, so that no caller waits for the receiver's code. Thread-safe.
 */
final class ReceiverLifecycle {
    /** Where a receiver is in its life. */
    enum State {
        NEW,
        STARTED,
        RESTARTING,
        STOPPED
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch done = new CountDownLatch(1);
    private final ReceiverTerms terms;
    private final Receiver<?> receiver;
    private final Handover<?> handover;
    private final ThreadStarts threads;
    private final ReceiverEvents events;
    private final BackOff backOff;
    private volatile State state = State.NEW;
    private volatile ReceiverRun run;
    private long storedBefore;
    private @Nullable Cancellable nextStart;
    private @Nullable Thread ending;

    ReceiverLifecycle(
            ReceiverTerms terms,
            Receiver<?> receiver,
            Handover<?> handover,
            ThreadStarts threads,
            ReceiverEvents events) {
        this.terms = terms;
        this.receiver = receiver;
        this.handover = handover;
        this.threads = threads;
        this.events = events;
        this.backOff =
                new BackOff(terms.limits().restartDelayMin(), terms.limits().restartDelayMax());
        this.run = new ReceiverRun(terms.startsBefore(), receiver, events, threads);
    }

    State state() {
        return state;
    }

    /** The start that runs or ran last. */
    ReceiverRun run() {
        return run;
    }

    /** Whether the receiver has ended for good. */
    boolean isDone() {
        return done.getCount() == 0;
    }

    /** Starts the receiver, for the first time or again. */
    void start() {
        lock.lock();
        try {
            if (state == State.STOPPED) {
                return;
            }
            ReceiverRun next = new ReceiverRun(run.number() + 1, receiver, events, threads);
            run = next;
            state = State.STARTED;
            nextStart = null;
            storedBefore = handover.stored();
            handover.open(next.number());
            onOwnThread(() -> next.start(thrown -> restart(next, "onStart threw: " + thrown, thrown, null)));
        } finally {
            lock.unlock();
        }
    }

    /** Ends a start because it failed, and begins another after a pause. Ignored when it has ended already. */
    void restart(ReceiverRun failed, String message, @Nullable Throwable cause, @Nullable Duration delay) {
        lock.lock();
        try {
            if (state != State.STARTED || run != failed) {
                return;
            }
            state = State.RESTARTING;
            Duration pause = delay == null ? pause() : delay;
            String text = message + "; starts again after " + pause.toMillis() + " ms";
            ending = onOwnThread(() -> {
                events.failed(false, failed.number(), text, cause);
                end(failed, List.of());
                events.stopped(failed.number(), text, cause);
                startAfter(pause);
            });
        } finally {
            lock.unlock();
        }
    }

    private Duration pause() {
        if (handover.stored() > storedBefore) {
            backOff.reset();
        }
        return backOff.next();
    }

    private void startAfter(Duration pause) {
        lock.lock();
        try {
            if (state == State.RESTARTING) {
                nextStart = terms.scheduler().schedule(pause, this::start);
            } else {
                done.countDown();
            }
        } catch (SluiceException noMoreScheduled) {
            state = State.STOPPED;
            done.countDown();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the receiver for good. With {@code awaitThreads} its threads may still store what they have at hand. */
    void stop(String message, @Nullable Throwable cause, boolean awaitThreads) {
        lock.lock();
        try {
            State before = state;
            state = State.STOPPED;
            if (before == State.STARTED) {
                ReceiverRun last = run;
                ending = onOwnThread(() -> {
                    end(last, awaitThreads ? handover.threads() : List.of());
                    events.stopped(last.number(), message, cause);
                    done.countDown();
                });
            } else if (before == State.NEW || cancelNextStart()) {
                done.countDown();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean cancelNextStart() {
        if (nextStart == null) {
            return false;
        }
        nextStart.cancel();
        nextStart = null;
        return true;
    }

    /** Waits for the end of a receiver that was stopped; on giving up, what still runs is interrupted. */
    boolean awaitDone(Duration timeout) {
        boolean ended = false;
        try {
            ended = done.await(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            interruptEnding();
        }
        return ended;
    }

    private void interruptEnding() {
        lock.lock();
        try {
            if (ending != null) {
                ending.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends a start, lets these threads end, then locks all threads out. */
    private void end(ReceiverRun ended, List<Thread> toAwait) {
        try {
            ended.end();
            for (Thread thread : toAwait) {
                if (thread != Thread.currentThread()) {
                    thread.join();
                }
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        } finally {
            handover.close();
        }
    }

    private Thread onOwnThread(Runnable step) {
        Thread thread = new Thread(step, "sluice-" + terms.name() + "-receiver-" + terms.streamId());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
