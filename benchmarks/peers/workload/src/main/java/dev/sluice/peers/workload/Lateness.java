package dev.sluice.peers.workload;

import java.util.concurrent.atomic.AtomicLongArray;

/** How late results came, from when their records were due: a histogram with steps of 1.6 %. Thread-safe. */
public final class Lateness {
    /** The one of this process. */
    public static final Lateness OF_ALL = new Lateness();

    private static final int STEP_BITS = 6;
    private static final int STEPS = 1 << STEP_BITS;

    private final AtomicLongArray counts = new AtomicLongArray((Long.SIZE - STEP_BITS + 1) * STEPS);

    /** One result. */
    public void add(long nanos) {
        counts.incrementAndGet(slot(Math.max(0, nanos)));
    }

    /** Forgets what was there. */
    void clear() {
        for (int slot = 0; slot < counts.length(); slot++) {
            counts.set(slot, 0);
        }
    }

    /** What this share of the results does not exceed, in milliseconds; 0 without results. */
    double millis(double share) {
        long all = 0;
        for (int slot = 0; slot < counts.length(); slot++) {
            all += counts.get(slot);
        }
        long wanted = (long) Math.ceil(share * all);
        long seen = 0;
        for (int slot = 0; slot < counts.length() && all > 0; slot++) {
            seen += counts.get(slot);
            if (seen >= wanted) {
                return nanosAbove(slot) / 1e6;
            }
        }
        return 0;
    }

    private static int slot(long nanos) {
        int shift = Math.max(0, Long.SIZE - STEP_BITS - 1 - Long.numberOfLeadingZeros(nanos));
        return shift * STEPS + (int) (nanos >>> shift);
    }

    private static long nanosAbove(int slot) {
        int shift = Math.max(0, slot / STEPS - 1);
        return (slot - (long) shift * STEPS + 1) << shift;
    }
}
