package dev.sluice.batch;

import dev.sluice.error.CorruptionException;
import dev.sluice.error.FencedException;
import dev.sluice.error.StorageException;
import dev.sluice.journal.Journal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which failures are worth another attempt, and when. A run with a directory waits while the disk is full, whatever the
 * policy; another run, damaged bytes or an error of the virtual machine end it at once.
 */
record Retries(FailurePolicy policy, Journal journal) {
    private static final Duration DISK_FULL_PAUSE = Duration.ofSeconds(1);

    /** Whether a batch that failed after so many attempts is run again. */
    boolean ofBatch(Throwable thrown, int attempts) {
        if (thrown instanceof FencedException || thrown instanceof CorruptionException || LastWord.isFatal(thrown)) {
            return false;
        }
        return attempts <= policy.retries() || waitsForRoom(thrown);
    }

    /** Whether a batch that could not be planned so many times is planned again. */
    boolean ofPlanning(Throwable thrown, int failures) {
        return failures <= policy.retries() && !LastWord.isFatal(thrown);
    }

    /** How long to wait before a batch is run again. */
    Duration delayOfBatch(Throwable thrown) {
        Duration delay = policy.retryDelay();
        return waitsForRoom(thrown) && delay.compareTo(DISK_FULL_PAUSE) < 0 ? DISK_FULL_PAUSE : delay;
    }

    /** How long to wait before a batch is planned again. */
    Duration delayOfPlanning() {
        return policy.retryDelay();
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
