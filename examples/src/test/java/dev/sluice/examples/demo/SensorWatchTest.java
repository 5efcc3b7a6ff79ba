package dev.sluice.examples.demo;

import static dev.sluice.testkit.StreamCheck.batch;
import static dev.sluice.testkit.StreamCheck.batches;
import static dev.sluice.testkit.StreamCheck.check;
import static dev.sluice.testkit.StreamCheck.kv;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.error.OperatorException;
import dev.sluice.examples.demo.SensorWatch.SensorOfTag;
import dev.sluice.window.Window;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SensorWatchTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Window TWO_SECONDS = Window.sliding(SECOND.multipliedBy(2), SECOND);

    @Test
    void aLineIsATagASensorAndAValue() {
        check(batches(batch("tag-01 humidity 54.21", "tag-02 acceleration-x -0.50")), SensorWatch::readings)
                .gives(batch(
                        new Reading("tag-01", Sensor.HUMIDITY, 54.21),
                        new Reading("tag-02", Sensor.ACCELERATION_X, -0.5)));
    }

    @Test
    void aLineThatIsSomethingElseFailsWithItsText() {
        assertThat(check(batches(batch("tag-01 humidity")), SensorWatch::readings)
                        .failureWithin(1))
                .isInstanceOf(OperatorException.class)
                .hasRootCauseMessage("a line must be 'tag sensor value', but was 'tag-01 humidity'");
    }

    @Test
    void aSensorThatIsNotThereFailsWithItsName() {
        assertThat(check(batches(batch("tag-01 smell 3")), SensorWatch::readings)
                        .failureWithin(1))
                .rootCause()
                .hasMessageStartingWith("there is no sensor 'smell'; the sensors are [");
    }

    @Test
    void averageAndExtremesSlideWithTheWindow() {
        check(
                        batches(
                                batch(light("tag-01", 100), light("tag-01", 300)),
                                batch(light("tag-01", 500)),
                                batch()),
                        readings -> SensorWatch.spans(readings, TWO_SECONDS))
                .gives(
                        batch(kv(lightOf("tag-01"), Span.of("tag-01", 200, 100, 300))),
                        batch(kv(lightOf("tag-01"), Span.of("tag-01", 300, 100, 500))),
                        batch(kv(lightOf("tag-01"), Span.of("tag-01", 500, 500, 500))),
                        batch());
    }

    @Test
    void theOverviewNamesTheTagsOfTheExtremes() {
        check(
                        batches(batch(light("tag-01", 100), light("tag-01", 300), light("tag-02", 400))),
                        readings -> SensorWatch.overview(SensorWatch.spans(readings, TWO_SECONDS)))
                .gives(batch(kv(Sensor.LIGHT, new Span(2, 600, 100, "tag-01", 400, "tag-02"))));
    }

    @Test
    void aTagIsTooHotFromTheUpperLimitUntilBelowTheLowerOne() {
        check(
                        batches(
                                batch(heat(30)),
                                batch(heat(34.9), heat(35)),
                                batch(heat(36), heat(33), heat(35)),
                                batch(heat(32.9)),
                                batch(heat(34))),
                        readings -> SensorWatch.alerts(readings, PATIENCE))
                .gives(
                        batch(alert(1, Alert.What.HEARD, 30)),
                        batch(alert(2, Alert.What.TOO_HOT, 35)),
                        batch(),
                        batch(alert(4, Alert.What.COOLED_DOWN, 32.9)),
                        batch());
    }

    @Test
    void aTagThatIsTooHotWhenItIsFirstHeardIsAnAlert() {
        check(batches(batch(heat(40)), batch(heat(20))), readings -> SensorWatch.alerts(readings, PATIENCE))
                .gives(batch(alert(1, Alert.What.TOO_HOT, 40)), batch(alert(2, Alert.What.COOLED_DOWN, 20)));
    }

    @Test
    void aTagFallsSilentAndIsHeardAgain() {
        check(
                        batches(batch(heat(20)), batch(), batch(), batch(), batch(), batch(), batch(heat(20))),
                        readings -> SensorWatch.alerts(readings, PATIENCE))
                .gives(
                        batch(alert(1, Alert.What.HEARD, 20)),
                        batch(),
                        batch(),
                        batch(),
                        batch(alert(5, Alert.What.SILENT, Double.NaN)),
                        batch(),
                        batch(alert(7, Alert.What.HEARD, 20)));
    }

    @Test
    void otherSensorsGiveNoAlerts() {
        check(batches(batch(light("tag-01", 500))), readings -> SensorWatch.alerts(readings, PATIENCE))
                .gives(batch(), batch());
    }

    private static Reading light(String tag, double value) {
        return new Reading(tag, Sensor.LIGHT, value);
    }

    private static SensorOfTag lightOf(String tag) {
        return new SensorOfTag(tag, Sensor.LIGHT);
    }

    private static Reading heat(double degrees) {
        return new Reading("tag-01", Sensor.OBJECT_TEMPERATURE, degrees);
    }

    private static Alert alert(long second, Alert.What what, double degrees) {
        return new Alert(Instant.ofEpochSecond(second), "tag-01", what, degrees);
    }
}
