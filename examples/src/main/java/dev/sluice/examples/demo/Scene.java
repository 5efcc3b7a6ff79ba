package dev.sluice.examples.demo;

import java.time.Duration;
import java.util.Optional;

/**
 * What a run of the demo is about.
 *
 * @param rate how many lines a second the tags say together
 * @param interval the batch interval
 * @param window how long the window of the spans is
 * @param slide how often they are taken
 * @param patience how long a tag may say nothing before it counts as silent
 * @param limit how long the run will be, if that is known
 */
record Scene(
        TagField field,
        int rate,
        Duration interval,
        Duration window,
        Duration slide,
        Duration patience,
        Optional<Duration> limit) {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int SLIDES_IN_WINDOW = 10;
    private static final int MISSED_READINGS = 3;

    /** A scene whose window is about ten seconds and slides about every second, in whole batches. */
    static Scene of(TagField field, int rate, Duration interval, Optional<Duration> limit) {
        Duration slide = interval.multipliedBy(Math.max(1, SECOND.toMillis() / interval.toMillis()));
        return new Scene(
                field, rate, interval, slide.multipliedBy(SLIDES_IN_WINDOW), slide, patience(field, rate), limit);
    }

    /** At least three seconds, and long enough for some readings of each sensor. */
    private static Duration patience(TagField field, int rate) {
        long seconds = (long) MISSED_READINGS * field.sensors() / rate;
        return Duration.ofSeconds(Math.max(3, seconds + 1));
    }
}
