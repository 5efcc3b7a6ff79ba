package dev.sluice.examples.demo;

import dev.sluice.event.BatchInfo;
import dev.sluice.event.StreamingListener;
import dev.sluice.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Gathers what a run tells, for whoever wants to show it. Thread-safe. */
final class Board implements StreamingListener {
    private static final int ALERTS_KEPT = 50;

    private final Duration interval;
    private final Clock clock;
    private long startNanos;
    private RecentBatches batches;
    private final Deque<Alert> alerts = new ArrayDeque<>();
    private Map<Sensor, Span> spans = Map.of();
    private long alertsInAll;
    private long waiting;

    /** A board for batches of this interval. */
    Board(Duration interval, Clock clock) {
        this.interval = interval;
        this.clock = clock;
        startNanos = clock.monotonicNanos();
        batches = new RecentBatches(interval, startNanos);
    }

    @Override
    public synchronized void onStreamingStarted() {
        startNanos = clock.monotonicNanos();
        batches = new RecentBatches(interval, startNanos);
    }

    @Override
    public synchronized void onBatchSubmitted(BatchInfo batch) {
        waiting++;
    }

    @Override
    public synchronized void onBatchCompleted(BatchInfo batch) {
        waiting--;
        batches.add(batch, clock.monotonicNanos());
    }

    synchronized void spans(Map<Sensor, Span> newSpans) {
        spans = Map.copyOf(newSpans);
    }

    synchronized void alerts(List<Alert> news) {
        alertsInAll += news.size();
        news.forEach(alerts::addFirst);
        while (alerts.size() > ALERTS_KEPT) {
            alerts.removeLast();
        }
    }

    /** All that is known now. */
    synchronized Figures figures() {
        return new Figures(
                Duration.ofNanos(clock.monotonicNanos() - startNanos),
                batches.ended(),
                waiting,
                batches.records(),
                batches.rate(),
                batches.rates(),
                batches.processing(),
                batches.delay(),
                spans,
                List.copyOf(alerts),
                alertsInAll);
    }
}
