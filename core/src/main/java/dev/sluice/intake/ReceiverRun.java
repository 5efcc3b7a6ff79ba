package dev.sluice.intake;

import dev.sluice.source.Receiver;
import java.util.function.Consumer;

/** One start of a receiver, from {@code onStart} until {@code onStop} has returned. */
final class ReceiverRun {
    private final long number;
    private final Receiver<?> receiver;
    private final ReceiverEvents events;
    private final ThreadStarts starts;
    private boolean entered;
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

    /** Runs {@code onStop}; returns when both {@code onStart} and {@code onStop} have. */
    void end() throws InterruptedException {
        starts.mark(number);
        boolean overlaps;
        synchronized (this) {
            ended = true;
            if (!entered) {
                return;
            }
            overlaps = !left;
        }
        stopReceiver();
        if (overlaps) {
            awaitLeave();
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
        entered = !ended;
        return entered;
    }

    private synchronized void leave() {
        left = true;
        notifyAll();
    }

    private synchronized void awaitLeave() throws InterruptedException {
        while (!left) {
            wait();
        }
    }
}
