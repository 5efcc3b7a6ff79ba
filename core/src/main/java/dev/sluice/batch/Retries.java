package dev.sluice.batch;

import dev.sluice.error.CorruptionException;
import dev.sluice.error.FencedException;
import dev.sluice.error.StorageException;
import dev.sluice.journal.Journal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether what failed is tried again, and after which pause. A run with a directory waits while the disk is full, whatever
 * the policy; another run, damaged bytes or an error of the virtual machine end it at once.
 */
record Retries(FailurePolicy policy, Journal journal) {
    private static final Duration DISK_FULL_PAUSE = Duration.ofSeconds(1);

    /** Whether a batch that failed after so many attempts is run again. */
    boolean isBatchWorthOne(Throwable thrown, int attempts) {
        if (thrown instanceof FencedException || thrown instanceof CorruptionException || LastWord.isFatal(thrown)) {
            return false;
        }
        return attempts <= policy.retries() || waitsForRoom(thrown);
    }

    /** Whether a batch that could not be planned, so many times in a row, is planned again. */
    boolean isPlanningWorthOne(Throwable thrown, int failures) {
        return failures <= policy.retries() && !LastWord.isFatal(thrown);
    }

    /** The pause before a batch is planned again. */
    Duration pauseOfPlanning() {
        return policy.retryDelay();
    }

    /** The pause before a batch is run again. */
    Duration pauseOfBatch(Throwable thrown) {
        Duration usual = policy.retryDelay();
        return waitsForRoom(thrown) && usual.compareTo(DISK_FULL_PAUSE) < 0 ? DISK_FULL_PAUSE : usual;
    }

    private boolean waitsForRoom(Throwable thrown) {
        return journal.run().epoch() > 0 && isDiskFull(thrown);
    }

    private static boolean isDiskFull(@Nullable Throwable thrown) {
        return thrown != null
                && (thrown instanceof StorageException failure && failure.kind() == StorageException.Kind.NO_SPACE
                        || isDiskFull(thrown.getCause()));
    }
}
