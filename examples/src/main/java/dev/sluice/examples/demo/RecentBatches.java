package dev.sluice.examples.demo;

import dev.sluice.event.BatchInfo;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** The batches of the last seconds, and the rates of some more. For one thread at a time. */
final class RecentBatches {
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int RATES_KEPT = 30;

    private final Duration interval;
    private final int batchesASecond;
    private final int batchesKept;
    private final Deque<BatchInfo> batches = new ArrayDeque<>();
    private final Deque<Double> rates = new ArrayDeque<>();
    private long ended;
    private long records;

    RecentBatches(Duration interval) {
        this.interval = interval;
        batchesASecond = (int) Math.max(1, Duration.ofSeconds(1).toMillis() / interval.toMillis());
        batchesKept = (int) Math.max(1, KEPT.toMillis() / interval.toMillis());
    }

    void add(BatchInfo batch) {
        ended++;
        records += batch.records();
        batches.addFirst(batch);
        if (batches.size() > batchesKept) {
            batches.removeLast();
        }
        if (ended % batchesASecond == 0) {
            rates.addLast(rate());
        }
        if (rates.size() > RATES_KEPT) {
            rates.removeFirst();
        }
    }

    long ended() {
        return ended;
    }

    long records() {
        return records;
    }

    /** The records a second of the last second, or of the last batch if that is longer. */
    double rate() {
        List<Long> last =
                batches.stream().limit(batchesASecond).map(BatchInfo::records).toList();
        double seconds = last.size() * interval.toMillis() / 1_000.0;
        return last.isEmpty() ? 0 : last.stream().mapToLong(n -> n).sum() / seconds;
    }

    List<Double> rates() {
        return new ArrayList<>(rates);
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
