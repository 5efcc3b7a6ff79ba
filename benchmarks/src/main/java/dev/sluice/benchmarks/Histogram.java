package dev.sluice.benchmarks;

/** Microseconds up to a second, counted each. Longer ones count as a second. For one thread at a time. */
final class Histogram {
    private static final int MICROS_MAX = 1_000_000;

    private final long[] counts = new long[MICROS_MAX + 1];
    private long all;
    private long max;

    void add(long micros) {
        counts[(int) Math.max(0, Math.min(MICROS_MAX, micros))]++;
        max = Math.max(max, micros);
        all++;
    }

    /** What this share does not exceed; 0 without any. */
    double percentile(double share) {
        long wanted = (long) Math.ceil(share * all);
        long seen = 0;
        for (int micros = 0; micros <= MICROS_MAX; micros++) {
            seen += counts[micros];
            if (seen >= wanted) {
                return micros;
            }
        }
        return MICROS_MAX;
    }

    /** The longest, however long. */
    double max() {
        return (double) max;
    }
}
