package dev.sluice.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TagFieldTest {
    private static final TagField FIELD = new TagField(10);

    @Test
    void allSensorsOfAllTagsSpeakInTurn() {
        List<Reading> readings = readings(new TagLines(FIELD, 1_000), 0.2);

        assertThat(readings).hasSize(200);
        assertThat(readings.subList(0, 100)).doesNotHaveDuplicates();
        assertThat(readings.stream().limit(11).map(Reading::tag))
                .containsExactlyElementsOf(IntStream.range(0, 11)
                        .mapToObj(n -> n < 10 ? "tag-01" : "tag-02")
                        .toList());
        assertThat(readings.stream().limit(10).map(Reading::sensor)).containsExactlyElementsOf(Sensor.all());
    }

    @Test
    void linesGoOnWhereTheyStopped() {
        TagLines once = new TagLines(FIELD, 1_000);
        TagLines inPieces = new TagLines(FIELD, 1_000);

        List<Reading> pieces = new ArrayList<>(readings(inPieces, 0.7));
        pieces.addAll(readings(inPieces, 1.3));
        pieces.addAll(readings(inPieces, 1.3));

        assertThat(pieces).isEqualTo(readings(once, 1.3));
    }

    @Test
    void aPieceHasSoManyLinesAtMost() {
        TagLines lines = new TagLines(FIELD, 1_000);

        assertThat(new String(lines.until(1, 700), StandardCharsets.US_ASCII).lines())
                .hasSize(700);
        assertThat(new String(lines.until(1, 700), StandardCharsets.US_ASCII).lines())
                .hasSize(300);
        assertThat(lines.until(1, 700)).isEmpty();
    }

    @Test
    void withinTenSecondsATagOverheatsAndCoolsDownAndAnotherFallsSilent() {
        List<Reading> readings = readings(new TagLines(FIELD, 1_000), 10);

        assertThat(hottest(readings)).isGreaterThan(SensorWatch.TOO_HOT);
        assertThat(IntStream.range(0, 10).filter(tag -> FIELD.isSilent(tag, 5)).count())
                .isEqualTo(1);
        assertThat(IntStream.range(0, 10).noneMatch(tag -> FIELD.isSilent(tag, 3)))
                .isTrue();
    }

    @Test
    void aTagThatDoesNotOverheatStaysBelowTheLimit() {
        for (double time = 0; time < 120; time += 0.1) {
            double now = time;
            assertThat(IntStream.range(0, 10)
                            .filter(tag -> FIELD.value(tag, Sensor.OBJECT_TEMPERATURE, now) >= SensorWatch.TOO_HOT)
                            .count())
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    void theOnlyTagIsNeverSilent() {
        assertThat(IntStream.range(0, 100).noneMatch(time -> new TagField(1).isSilent(0, time)))
                .isTrue();
    }

    private static double hottest(List<Reading> readings) {
        return readings.stream()
                .filter(reading -> reading.sensor() == Sensor.OBJECT_TEMPERATURE)
                .mapToDouble(Reading::value)
                .max()
                .orElseThrow();
    }

    private static List<Reading> readings(TagLines lines, double until) {
        return new String(lines.until(until, Integer.MAX_VALUE), StandardCharsets.US_ASCII)
                .lines()
                .map(Reading::of)
                .toList();
    }
}
