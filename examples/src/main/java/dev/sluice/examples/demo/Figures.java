package dev.sluice.examples.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is known of a run at a moment.
 *
 * @param running how long the run has lasted
 * @param batches how many batches have ended
 * @param waiting how many batches are planned and have not ended
 * @param records how many records those that ended had
 * @param rate the records a second of the batches that ended last
 * @param history earlier rates, the oldest first, one for each second
 * @param processing how long the batches of the last ten seconds took
 * @param delay how long they waited for their turn
 * @param spans the window of each sensor
 * @param alerts the latest alerts, the newest first
 * @param alertsInAll how many alerts there were so far
 */
record Figures(
        Duration running,
        long batches,
        long waiting,
        long records,
        double rate,
        List<Double> history,
        Times processing,
        Times delay,
        Map<Sensor, Span> spans,
        List<Alert> alerts,
        long alertsInAll) {
    /** The middle one and the longest of some durations. */
    record Times(Duration middle, Duration longest) {
        static Times of(List<Duration> durations) {
            if (durations.isEmpty()) {
                return new Times(Duration.ZERO, Duration.ZERO);
            }
            List<Duration> sorted = durations.stream().sorted().toList();
            return new Times(sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
        }
    }
}
