package dev.sluice.examples.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What {@link SensorWatch} says, computed with loops over all lines: nothing of it is shared. For one thread. */
final class PlainWatch {
    private final Duration patience;
    private final Map<String, Boolean> hot = new HashMap<>();
    private final Map<String, Instant> touched = new HashMap<>();

    PlainWatch(Duration patience) {
        this.patience = patience;
    }

    /** The span of each sensor that said something in these lines. */
    static Map<Sensor, Span> spans(List<String> lines) {
        Map<Sensor, Map<String, List<Double>>> values = new EnumMap<>(Sensor.class);
        for (String line : lines) {
            Reading reading = Reading.of(line);
            values.computeIfAbsent(reading.sensor(), sensor -> new HashMap<>())
                    .computeIfAbsent(reading.tag(), tag -> new ArrayList<>())
                    .add(reading.value());
        }
        Map<Sensor, Span> spans = new EnumMap<>(Sensor.class);
        values.forEach((sensor, byTag) -> spans.put(sensor, span(byTag)));
        return spans;
    }

    private static Span span(Map<String, List<Double>> byTag) {
        double averages = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (List<Double> values : byTag.values()) {
            double sum = 0;
            for (double value : values) {
                sum += value;
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            averages += sum / values.size();
        }
        return new Span(byTag.size(), averages, least, "", most, "");
    }

    /** The alerts of the next batch. */
    List<Alert> alerts(Instant time, List<String> lines) {
        List<Alert> alerts = new ArrayList<>();
        for (String line : lines) {
            Reading reading = Reading.of(line);
            if (reading.sensor() == Sensor.OBJECT_TEMPERATURE) {
                hear(time, reading, alerts);
            }
        }
        forget(time, alerts);
        return alerts;
    }

    private void hear(Instant time, Reading reading, List<Alert> alerts) {
        String tag = reading.tag();
        double degrees = reading.value();
        boolean known = hot.containsKey(tag);
        boolean was = known && hot.get(tag);
        boolean is = degrees >= (was ? SensorWatch.COOL : SensorWatch.TOO_HOT);
        if (is != was) {
            alerts.add(new Alert(time, tag, is ? Alert.What.TOO_HOT : Alert.What.COOLED_DOWN, degrees));
        } else if (!known) {
            alerts.add(new Alert(time, tag, Alert.What.HEARD, degrees));
        }
        hot.put(tag, is);
        touched.put(tag, time);
    }

    private void forget(Instant time, List<Alert> alerts) {
        Iterator<Map.Entry<String, Instant>> tags = touched.entrySet().iterator();
        while (tags.hasNext()) {
            Map.Entry<String, Instant> tag = tags.next();
            if (time.isAfter(tag.getValue().plus(patience))) {
                alerts.add(new Alert(time, tag.getKey(), Alert.What.SILENT, Double.NaN));
                hot.remove(tag.getKey());
                tags.remove();
            }
        }
    }
}
