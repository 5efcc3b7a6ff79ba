package dev.sluice.benchmarks;

import java.time.Duration;
import java.util.Arrays;

/** The delays of batches in a histogram of fixed size: 1 µs steps up to a tenth of a second. Thread-safe. */
final class Delays {
    private static final int MICROS_MAX = 100_000;

    private final int[] processing = new int[MICROS_MAX + 1];
    private final int[] total = new int[MICROS_MAX + 1];
    private int batches;
    private long totalMaxMicros;

    /** Microseconds: percentiles of the processing and of the total delay. */
    record Summary(int batches, long processing50, long processing99, long total50, long total99, long totalMax) {
        @Override
        public String toString() {
            return String.format(
                    "processing p50 %5d µs p99 %6d µs | total p50 %5d µs p99 %6d µs max %7d µs",
                    processing50, processing99, total50, total99, totalMax);
        }
    }

    synchronized void add(Duration processingDelay, Duration totalDelay) {
        processing[slot(processingDelay)]++;
        total[slot(totalDelay)]++;
        totalMaxMicros = Math.max(totalMaxMicros, totalDelay.toNanos() / 1_000);
        batches++;
    }

    /** The summary since the last call. */
    synchronized Summary summary() {
        Summary summary = new Summary(
                batches,
                percentile(processing, 0.5),
                percentile(processing, 0.99),
                percentile(total, 0.5),
                percentile(total, 0.99),
                totalMaxMicros);
        Arrays.fill(processing, 0);
        Arrays.fill(total, 0);
        batches = 0;
        totalMaxMicros = 0;
        return summary;
    }

    private static int slot(Duration delay) {
        return (int) Math.min(MICROS_MAX, delay.toNanos() / 1_000);
    }

    private long percentile(int[] histogram, double share) {
        long wanted = (long) Math.ceil(share * batches);
        long seen = 0;
        for (int micros = 0; micros <= MICROS_MAX; micros++) {
            seen += histogram[micros];
            if (seen >= wanted) {
                return micros;
            }
        }
        return MICROS_MAX;
    }
}
