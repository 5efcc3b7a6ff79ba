package dev.sluice.intake;

import dev.sluice.intake.ReceiverLifecycle.State;
import dev.sluice.source.Receiver;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a receiver sees of those who run it. Calls from threads of a start that has ended have no effect. Thread-safe. */
final class Supervision<T> implements RunningReceiver<T> {
    private final ThreadStarts threads = new ThreadStarts();
    private final ReceiverTerms terms;
    private final Handover<T> handover;
    private final ReceiverEvents events;
    private final ReceiverLifecycle lifecycle;
    private final RecordStore<T> records;

    Supervision(
            ReceiverTerms terms,
            Receiver<T> receiver,
            Handover<T> handover,
            ReceiverEvents events,
            BlockKeeper blocks) {
        this.terms = terms;
        this.handover = handover;
        this.events = events;
        this.lifecycle = new ReceiverLifecycle(terms, receiver, handover, threads, events);
        this.records = new RecordStore<>(terms.name(), handover, threads, blocks, this::refusal);
    }

    @Override
    public void start() {
        lifecycle.start();
    }

    @Override
    public boolean stop(Duration timeout) {
        lifecycle.stop("the context stops", null, true);
        handover.room().refuseToWait();
        boolean quiet = lifecycle.awaitDone(timeout);
        handover.close();
        return quiet;
    }

    @Override
    public void store(T record) {
        records.store(record);
    }

    @Override
    public void storeEach(List<T> each) {
        records.storeEach(each);
    }

    @Override
    public void storeBlock(List<T> block) {
        records.storeBlock(block);
    }

    @Override
    public void restart(String message, @Nullable Throwable cause, @Nullable Duration delay) {
        ReceiverRun run = lifecycle.run();
        if (belongsTo(run)) {
            lifecycle.restart(run, message, cause, delay);
        }
    }

    @Override
    public void stop(String message, @Nullable Throwable cause) {
        if (belongsTo(lifecycle.run())) {
            lifecycle.stop(message, cause, false);
        }
    }

    @Override
    public void reportError(String message, @Nullable Throwable cause) {
        ReceiverRun run = lifecycle.run();
        if (belongsTo(run)) {
            events.failed(lifecycle.state() == State.STARTED, run.number(), message, cause);
        }
    }

    @Override
    public int streamId() {
        return terms.streamId();
    }

    @Override
    public boolean isStarted() {
        return lifecycle.state() == State.STARTED && belongsTo(lifecycle.run());
    }

    @Override
    public boolean isStopped() {
        State state = lifecycle.state();
        return state == State.RESTARTING || state == State.STOPPED || !belongsTo(lifecycle.run());
    }

    @Override
    public boolean isDone() {
        return lifecycle.isDone();
    }

    private boolean belongsTo(ReceiverRun run) {
        long start = threads.ofThisThread();
        return start == ThreadStarts.NONE || start == run.number();
    }

    /** Why a record is refused. */
    private String refusal() {
        ReceiverRun run = lifecycle.run();
        if (!belongsTo(run)) {
            return "this thread belongs to start " + threads.ofThisThread()
                    + " of the receiver, which has ended; start "
                    + run.number() + " is the newest. Let the threads that onStart begins end when isStopped() says so,"
                    + " and make those that are kept over restarts elsewhere";
        }
        return switch (lifecycle.state()) {
            case NEW -> "the receiver is not started yet; store from onStart on";
            case STARTED, RESTARTING -> "the receiver is restarting; end the thread when isStopped() says so";
            case STOPPED -> "the receiver is stopped; end the thread when isStopped() says so";
        };
    }
}
