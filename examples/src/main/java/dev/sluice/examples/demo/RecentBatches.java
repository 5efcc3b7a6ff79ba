package dev.sluice.examples.demo;

import dev.sluice.event.BatchInfo;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** The batches of the last seconds, and the rates of some more. For one thread at a time. */
final class RecentBatches {
    private static final long KEPT_MILLIS = 10_000;
    private static final int RATES_KEPT = 30;

    private final int batchesASecond;
    private final int batchesKept;
    private final Deque<BatchInfo> batches = new ArrayDeque<>();
    private final Deque<Double> rates = new ArrayDeque<>();
    private final Deque<Long> ends = new ArrayDeque<>();
    private long ended;
    private long records;

    /** For batches of this interval, from this moment on. */
    RecentBatches(Duration interval, long startNanos) {
        batchesASecond = (int) Math.max(1, 1_000 / interval.toMillis());
        batchesKept = (int) Math.max(1, KEPT_MILLIS / interval.toMillis());
        ends.add(startNanos);
    }

    /** Adds a batch that ended at this moment. */
    void add(BatchInfo batch, long endNanos) {
        ended++;
        records += batch.records();
        keep(batches, batch, batchesKept);
        keep(ends, endNanos, batchesASecond + 1);
        if (ended % batchesASecond == 0) {
            keep(rates, rate(), RATES_KEPT);
        }
    }

    private static <T> void keep(Deque<T> last, T next, int most) {
        last.addLast(next);
        if (last.size() > most) {
            last.removeFirst();
        }
    }

    long ended() {
        return ended;
    }

    long records() {
        return records;
    }

    /** The records a second of the batches that ended last, about a second's worth of them and at least one. */
    double rate() {
        long nanos = ends.getLast() - ends.getFirst();
        long sum = batches.stream()
                .skip(Math.max(0, batches.size() - batchesASecond))
                .mapToLong(BatchInfo::records)
                .sum();
        return nanos == 0 ? 0 : sum * 1e9 / nanos;
    }

    List<Double> rates() {
        return List.copyOf(rates);
    }

    Figures.Times processing() {
        return times(batch -> batch.processingDelay().orElse(Duration.ZERO));
    }

    Figures.Times delay() {
        return times(batch -> batch.schedulingDelay().orElse(Duration.ZERO));
    }

    private Figures.Times times(Function<BatchInfo, Duration> time) {
        return Figures.Times.of(batches.stream().map(time).toList());
    }
}
