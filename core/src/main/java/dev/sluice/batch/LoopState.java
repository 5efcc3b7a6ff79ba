package dev.sluice.batch;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the loop stands: which batches wait, how far it has planned, and whether it still plans and runs. It is the lock of
 * the loop too: whoever reads or changes it holds it, and notifies those who wait for a change.
 */
final class LoopState {
    private static final Logger LOG = LoggerFactory.getLogger(LoopState.class);

    private final Backlog backlog = new Backlog();
    private final LastWord lastWord;
    private final Consumer<Throwable> onFailure;
    private @Nullable Throwable failure;
    private boolean ended;
    private boolean pausing;
    private long planned;
    private long lastAgain;

    /**
     * The state of a loop that has not begun.
     *
     * @param planned the number of the last interval that was planned before
     * @param onFailure told once if the loop fails
     */
    LoopState(long planned, LastWord lastWord, Consumer<Throwable> onFailure) {
        this.planned = planned;
        this.lastWord = lastWord;
        this.onFailure = onFailure;
    }

    Backlog backlog() {
        return backlog;
    }

    /** Batches of an earlier run come first. */
    void takeUp(List<BatchRun> again) {
        again.forEach(backlog::add);
        lastAgain = again.isEmpty()
                ? 0
                : again.get(again.size() - 1).planned().batch().id();
    }

    /** Whether batches of an earlier run still wait, which says nothing of the load now. */
    boolean isCatchingUp() {
        return backlog.waiting() > 0 && backlog.first().planned().batch().id() <= lastAgain;
    }

    /** The number of the last interval that was planned. */
    long planned() {
        return planned;
    }

    /** A batch was planned that ends with this interval. */
    void planned(long ordinal, BatchRun run) {
        planned = ordinal;
        backlog.add(run);
    }

    /** Whether batches may be planned and run now. */
    boolean isOpen() {
        return failure == null && !ended && !pausing;
    }

    boolean isPausing() {
        return pausing;
    }

    void pausing(boolean now) {
        pausing = now;
    }

    boolean isEnded() {
        return ended;
    }

    /** No batch runs from now on. */
    void end() {
        ended = true;
    }

    /** Why the loop stopped by itself, or null. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** The loop stops; the first reason counts. */
    void fail(Throwable thrown) {
        if (failure == null) {
            Throwable last = lastWord.on(thrown);
            failure = last;
            onFailure.accept(last);
            LOG.error("the context stops: {}", last.getMessage(), last);
        }
    }
}
