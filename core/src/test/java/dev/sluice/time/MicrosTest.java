package dev.sluice.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MicrosTest {
    @Test
    void momentsAndDurationsComeBackOnBothSidesOfTheEpoch() {
        for (long micros : new long[] {0, 1, 999, 1_000, 1_000_001, 1_767_225_600_000_250L, -1, -1_000_000, -1_250}) {
            assertThat(Micros.of(Micros.moment(micros))).isEqualTo(micros);
            assertThat(Micros.of(Micros.duration(micros))).isEqualTo(micros);
            assertThat(Micros.parse(Micros.text(micros))).isEqualTo(micros);
        }
    }

    @Test
    void whatIsFinerIsCutOff() {
        assertThat(Micros.of(Duration.ofNanos(2_999))).isEqualTo(2);
        assertThat(Micros.of(Instant.EPOCH.minusNanos(1))).isEqualTo(-1);
    }

    @Test
    void wholeMillisecondsAreNamedByTheirNumberAlone() {
        assertThat(Micros.text(1_767_225_600_000_000L)).isEqualTo("1767225600000");
        assertThat(Micros.text(1_767_225_600_000_050L)).isEqualTo("1767225600000_050");
        assertThat(Micros.text(-4_750)).isEqualTo("-5_250");
        assertThat(Micros.isWhole(5_000)).isTrue();
        assertThat(Micros.isWhole(5_050)).isFalse();
        assertThat(Micros.toMillis(-1)).isEqualTo(-1);
    }

    @Test
    void inWordsTheyAreMilliseconds() {
        assertThat(Micros.inWords(1_767_225_600_000_000L)).isEqualTo("1767225600000 ms");
        assertThat(Micros.inWords(1_767_225_600_000_050L)).isEqualTo("1767225600000.050 ms");
    }

    @Test
    void namesAreInTheOrderOfTheirTimes() {
        assertThat(LongStream.range(-5_000, 5_000).mapToObj(Micros::text).map(Micros::parse))
                .isSorted();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> Micros.of(Instant.MAX)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Micros.of(Duration.ofSeconds(Long.MAX_VALUE))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Micros.ofMillis(Long.MIN_VALUE)).isInstanceOf(ArithmeticException.class);
    }
}
