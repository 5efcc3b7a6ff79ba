package dev.sluice.examples.demo;

import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scenes and figures for the tests of views. */
final class Sample {
    static final Instant NOON = LocalDate.of(2026, 5, 1)
            .atTime(LocalTime.NOON)
            .atZone(ZoneId.systemDefault())
            .toInstant();
    static final Alert HOT = new Alert(NOON, "tag-07", Alert.What.TOO_HOT, 35.25);
    static final Alert SILENT = new Alert(NOON, "tag-10", Alert.What.SILENT, Double.NaN);

    private Sample() {}

    static Scene scene(Optional<Duration> limit) {
        return Scene.of(new TagField(10), 10_000, Duration.ofMillis(100), limit);
    }

    /** The figures before the first batch. */
    static Figures none() {
        return new Board(Duration.ofMillis(100), new ManualClock()).figures();
    }

    /** Figures with these alerts, the newest first. */
    static Figures some(List<Alert> alerts, long alertsInAll) {
        return new Figures(
                Duration.ofSeconds(72),
                720,
                1,
                719_500,
                9_993.4,
                List.of(0.0, 5_000.0, 10_000.0),
                new Figures.Times(Duration.ofNanos(1_204_000), Duration.ofNanos(14_210_000)),
                new Figures.Times(Duration.ofNanos(300_000), Duration.ofNanos(212_000_000)),
                Map.of(Sensor.LIGHT, new Span(10, 4_791, 411.42, "tag-04", 541.9, "tag-09")),
                alerts,
                alertsInAll);
    }

    /** Figures as wide and as many as they come. */
    static Figures many() {
        Map<Sensor, Span> spans = new EnumMap<>(Sensor.class);
        Sensor.all()
                .forEach(sensor ->
                        spans.put(sensor, new Span(1, -9_999.99, -9_999.99, "tag-10000", 9_999.99, "tag-10000")));
        return new Figures(
                Duration.ofMinutes(999),
                999_999_999,
                4,
                999_999_999_999L,
                10_000_000,
                new ArrayList<>(Collections.nCopies(30, 1.0)),
                new Figures.Times(Duration.ofSeconds(99), Duration.ofSeconds(999)),
                new Figures.Times(Duration.ofSeconds(99), Duration.ofSeconds(999)),
                spans,
                Collections.nCopies(50, HOT),
                1_000_000);
    }
}
