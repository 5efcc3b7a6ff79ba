package dev.sluice.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WeightTest {
    record Pair(Object left, Object right) {}

    static final class Ring {
        Ring next = this;
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("x".repeat(1_000), 1_000),
                Arguments.of(new byte[1_000], 1_000),
                Arguments.of(new long[1_000], 8_000),
                Arguments.of(new String[] {"x".repeat(500), null, "x".repeat(500)}, 1_000),
                Arguments.of(List.of("x".repeat(1_000)), 1_000),
                Arguments.of(Map.of("x".repeat(500), "x".repeat(500)), 1_000),
                Arguments.of(Optional.of("x".repeat(1_000)), 1_000),
                Arguments.of(new Pair("x".repeat(400), new Pair(null, "x".repeat(600))), 1_000),
                Arguments.of(BigInteger.ONE.shiftLeft(8_000), 1_000),
                Arguments.of(Collections.nCopies(1_000, 1L), 8_000));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueWeighsAboutWhatItTakes(Object value, int bytes) {
        assertThat(passes(value, bytes - 1)).isTrue();
        assertThat(passes(value, bytes + 100)).isFalse();
    }

    @Test
    void whatContainsItselfIsLookedAtNoLongerThanTheBoundAllows() {
        assertThat(passes(new Ring(), 100)).isTrue();
        assertThat(passes(new Ring(), 1_000_000)).isFalse();
    }

    private static boolean passes(Object value, long max) {
        Weight weight = new Weight(max);
        weight.add(value);
        return weight.isPassed();
    }
}
