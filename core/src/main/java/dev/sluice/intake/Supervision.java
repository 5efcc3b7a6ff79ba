package dev.sluice.intake;

import dev.sluice.intake.ReceiverLifecycle.State;
import dev.sluice.source.InputContext;
import dev.sluice.source.Receiver;
import dev.sluice.source.ReceiverSupervisor;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a receiver sees of those who run it. Calls from threads of a start that has ended have no effect. Thread-safe. */
final class Supervision<T> implements ReceiverSupervisor<T> {
    private final ThreadStarts threads = new ThreadStarts();
    private final InputContext context;
    private final Handover<T> handover;
    private final ReceiverEvents events;
    private final ReceiverLifecycle lifecycle;
    private final RecordStore<T> records;

    Supervision(InputContext context, Receiver<T> receiver, Handover<T> handover, BlockKeeper blocks) {
        this.context = context;
        this.handover = handover;
        this.events = new ReceiverEvents(context);
        this.lifecycle = new ReceiverLifecycle(context, receiver, handover, threads, events);
        this.records = new RecordStore<>(context.name(), handover, threads, blocks, this::refusal);
    }

    /** Starts the receiver. */
    void start() {
        lifecycle.start();
    }

    /**
     * Ends the receiver for good, and waits until it and its threads have ended.
     *
     * @return whether they did in time; if not, what they store is refused from now on all the same
     */
    boolean stop(Duration timeout) {
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
        return context.streamId();
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
