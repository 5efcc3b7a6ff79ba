package dev.sluice.engine.local;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.time.SystemClock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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

    /** The system property that says otherwise: a number of records, or {@code never}. */
    static final String COPY_AFTER = "sluice.local.copyAfter";

    private static final long COPY_AFTER_DEFAULT = 1 << 16;

    /**
     * Handing over costs up to 100 microseconds on idle cores; what takes less is better done at once. A class costs about
     * a millisecond to define and more to compile, which so many records pay back.
     */
    static Tuning standard() {
        return new Tuning(2_000, 200_000, copyAfter(System.getProperty(COPY_AFTER)), new SystemClock()::monotonicNanos);
    }

    /**
     * How many records are asked for.
     *
     * @throws InvalidProgramException if the text is neither a number that is not negative nor {@code never}
     */
    static long copyAfter(@Nullable String given) {
        if (given == null) {
            return COPY_AFTER_DEFAULT;
        }
        if (given.equals("never")) {
            return NEVER;
        }
        try {
            return Long.parseUnsignedLong(given);
        } catch (NumberFormatException e) {
            throw new InvalidProgramException(
                    "the system property " + COPY_AFTER + " must be a number of records or \"never\", but was \""
                            + given + "\"",
                    e);
        }
    }
}
