package dev.sluice.engine.local;

import dev.sluice.time.SystemClock;
import java.util.function.LongSupplier;

/**
 * When a stage stays on the calling thread.
 *
 * @param inlineRecordsMax a stage known to read fewer records than this starts on the calling thread alone
 * @param inlineNanosMax once it has taken longer than this, in nanoseconds, what is left of it is shared after all
 * @param nanoTime a monotonic clock in nanoseconds
 */
record Tuning(long inlineRecordsMax, long inlineNanosMax, LongSupplier nanoTime) {
    /** Handing over costs up to 100 microseconds on idle cores; what takes less is better done at once. */
    static Tuning standard() {
        return new Tuning(2_000, 200_000, new SystemClock()::monotonicNanos);
    }
}
