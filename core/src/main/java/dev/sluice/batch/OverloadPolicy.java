package dev.sluice.batch;

import dev.sluice.error.InvalidProgramException;

/**
 * What happens when batches take longer than their interval. Sealed: one of the three made here.
 *
 * @param kind what happens at the bound
 * @param waitingMax the most planned batches that wait for their turn; at least 1
 */
public record OverloadPolicy(Kind kind, int waitingMax) {
    /** What happens when {@link #waitingMax} batches wait. */
    public enum Kind {
        /** Further batches are planned late, each in its turn; meanwhile receivers are held back by their bounds. */
        QUEUE,
        /** The intervals that are over are joined: the next batch takes in all that arrived, at the newest time. */
        COALESCE,
        /** The context stops with an {@link dev.sluice.error.OverloadException}. */
        FAIL
    }

    /** A policy with a positive bound. */
    public OverloadPolicy {
        if (waitingMax < 1) {
            throw new InvalidProgramException(
                    "the number of waiting batches must be at least 1, but was " + waitingMax);
        }
    }

    /** Every interval is its own batch, however late; at most {@code waitingMax} are planned ahead. The default, with 4. */
    public static OverloadPolicy queue(int waitingMax) {
        return new OverloadPolicy(Kind.QUEUE, waitingMax);
    }

    /** Intervals that are over when a batch ends are joined into one batch. */
    public static OverloadPolicy coalesce() {
        return new OverloadPolicy(Kind.COALESCE, 1);
    }

    /** The context stops once more than {@code waitingMax} batches wait. */
    public static OverloadPolicy fail(int waitingMax) {
        return new OverloadPolicy(Kind.FAIL, waitingMax);
    }

    boolean joins() {
        return kind == Kind.COALESCE;
    }
}
