package dev.sluice.engine.local;

import dev.sluice.time.SystemClock;
import java.util.function.LongSupplier;

/**
 * When a stage stays on the calling thread, and when an operator gets code of its own.
 *
 * @param inlineRecordsMax a stage known to read fewer records than this starts on the calling thread alone
 * @param inlineNanosMax once it has taken longer than this, in nanoseconds, what is left of it is shared after all
 * @param copyAfter an operator that has seen so many records gets a copy of its code, see {@link Copies}; none does at
 *     {@link #NEVER}
 * @param nanoTime a monotonic clock in nanoseconds
 */
record Tuning(long inlineRecordsMax, long inlineNanosMax, long copyAfter, LongSupplier nanoTime) {
    /** More records than any operator sees. */
    static final long NEVER = Long.MAX_VALUE;

    /** The system property that is {@code false} where operators are to share their code. */
    static final String COPIES = "sluice.local.copies";

    /**
     * Handing over costs up to 100 microseconds on idle cores; what takes less is better done at once. A class costs about
     * a millisecond to define and more to compile, which so many records pay back.
     */
    static Tuning standard() {
        boolean copies = Boolean.parseBoolean(System.getProperty(COPIES, "true"));
        return new Tuning(2_000, 200_000, copies ? 1 << 16 : NEVER, new SystemClock()::monotonicNanos);
    }
}
