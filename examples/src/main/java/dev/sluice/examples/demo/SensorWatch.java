package dev.sluice.examples.demo;

import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.window.Aggregates;
import dev.sluice.window.Window;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/** The program of the demo: from lines of text to sliding spans and alerts. */
final class SensorWatch {
    /** From this temperature on a tag is too hot. */
    static final double TOO_HOT = 35;

    /** Below this temperature it is not any more. */
    static final double COOL = 33;

    private SensorWatch() {}

    /** One of a tag's sensors. */
    record SensorOfTag(String tag, Sensor sensor) implements Serializable {}

    static DStream<Reading> readings(DStream<String> lines) {
        return lines.map(Reading::of);
    }

    /** The average, the least and the greatest value of each sensor in each window, in one pass. */
    static PairDStream<SensorOfTag, Span> spans(DStream<Reading> readings, Window window) {
        return readings.mapToPair(
                        reading -> KeyValue.of(new SensorOfTag(reading.tag(), reading.sensor()), reading.value()))
                .aggregateByKey(
                        window,
                        Aggregates.all(
                                Aggregates.<Double>average(value -> value),
                                Aggregates.<Double>min(),
                                Aggregates.<Double>max()))
                .mapToPair(of -> KeyValue.of(
                        of.key(),
                        Span.of(
                                of.key().tag(),
                                of.value().first(),
                                of.value().second(),
                                of.value().third())));
    }

    /** The spans of the same sensor of all tags put together. */
    static PairDStream<Sensor, Span> overview(PairDStream<SensorOfTag, Span> spans) {
        return spans.mapToPair(span -> KeyValue.of(span.key().sensor(), span.value()))
                .reduceByKey(Span::and);
    }

    /**
     * What happens to the tags: they are heard, become too hot, cool down, fall silent.
     *
     * @param patience how long a tag may say nothing about its temperature before it counts as silent
     */
    static DStream<Alert> alerts(DStream<Reading> readings, Duration patience) {
        return readings.filter(reading -> reading.sensor() == Sensor.OBJECT_TEMPERATURE)
                .mapToPair(reading -> KeyValue.of(reading.tag(), reading.value()))
                .mapWithState(StateSpec.<String, Double, Boolean, Alert>function(SensorWatch::alert)
                        .timeout(patience));
    }

    /** The state of a tag is whether it is too hot. Between the two limits it stays what it was. */
    private static Optional<Alert> alert(Batch batch, String tag, Optional<Double> value, State<Boolean> hot) {
        if (hot.isTimingOut()) {
            return Optional.of(new Alert(batch.time(), tag, Alert.What.SILENT, Double.NaN));
        }
        double degrees = value.orElseThrow();
        Optional<Alert.What> what = change(degrees, hot.getOption());
        hot.update(degrees >= TOO_HOT || degrees >= COOL && hot.getOption().orElse(false));
        return what.map(happened -> new Alert(batch.time(), tag, happened, degrees));
    }

    private static Optional<Alert.What> change(double degrees, Optional<Boolean> hot) {
        if (degrees >= TOO_HOT && !hot.orElse(false)) {
            return Optional.of(Alert.What.TOO_HOT);
        }
        if (degrees < COOL && hot.orElse(false)) {
            return Optional.of(Alert.What.COOLED_DOWN);
        }
        return hot.isPresent() ? Optional.empty() : Optional.of(Alert.What.HEARD);
    }
}
