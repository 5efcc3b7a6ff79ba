package dev.sluice.intake;

import dev.sluice.source.Receiver;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One start of a receiver, from {@code onStart} until {@code onStop} has returned. */
final class ReceiverRun {
    private final long number;
    private final Receiver<?> receiver;
    private final ReceiverEvents events;
    private final ThreadStarts starts;
    private @Nullable Thread thread;
    private boolean left;
    private boolean ended;

    ReceiverRun(long number, Receiver<?> receiver, ReceiverEvents events, ThreadStarts starts) {
        this.number = number;
        this.receiver = receiver;
        this.events = events;
        this.starts = starts;
    }

    long number() {
        return number;
    }

    /** Runs {@code onStart}, unless the run has ended before; its failure goes to the handler. */
    void start(Consumer<Throwable> failed) {
        starts.mark(number);
        if (!enter()) {
            return;
        }
        events.started(number);
        try {
            receiver.onStart();
            leave();
        } catch (Throwable thrown) {
            leave();
            failed.accept(thrown);
        }
    }

    /**
     * Runs {@code onStop} once {@code onStart} has returned. An interrupt ends the waiting for it: its thread is then
     * interrupted too, and {@code onStop} runs beside it.
     */
    void end() throws InterruptedException {
        starts.mark(number);
        if (!close()) {
            return;
        }
        try {
            awaitLeave();
        } finally {
            stopReceiver();
        }
    }

    private void stopReceiver() {
        try {
            receiver.onStop();
        } catch (Throwable thrown) {
            events.failed(false, number, "onStop threw: " + thrown, thrown);
        }
    }

    private synchronized boolean enter() {
        if (!ended) {
            thread = Thread.currentThread();
        }
        return !ended;
    }

    /** Whether there is anything to end. */
    private synchronized boolean close() {
        ended = true;
        return thread != null;
    }

    private synchronized void leave() {
        left = true;
        notifyAll();
    }

    private synchronized void awaitLeave() throws InterruptedException {
        try {
            while (!left) {
                wait();
            }
        } catch (InterruptedException e) {
            if (thread != null) {
                thread.interrupt();
            }
            throw e;
        }
    }
}
