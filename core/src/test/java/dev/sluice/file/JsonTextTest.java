package dev.sluice.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.KeyValue;
import dev.sluice.data.Pair;
import dev.sluice.error.CodecException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    record Reading(String sensor, double value, Optional<Instant> at) {}

    record Nothing() {}

    record Throwing(int field) {
        @Override
        public int field() {
            throw new IllegalStateException("not read yet");
        }
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                form(null, "null"),
                form(true, "true"),
                form("a", "\"a\""),
                form('a', "\"a\""),
                form(new StringBuilder("b"), "\"b\""),
                form(-7, "-7"),
                form((byte) 1, "1"),
                form((short) 2, "2"),
                form(1L << 62, "4611686018427387904"),
                form(0.1, "0.1"),
                form(1e300, "1.0E300"),
                form(-0.0f, "-0.0"),
                form(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
                form(new BigDecimal("1.10"), "1.10"),
                form(TimeUnit.DAYS, "\"DAYS\""),
                form(Instant.ofEpochMilli(1), "\"1970-01-01T00:00:00.001Z\""),
                form(LocalDate.of(2026, 11, 22), "\"2026-11-22\""),
                form(Duration.ofSeconds(90), "\"PT1M30S\""),
                form(new UUID(1, 2), "\"00000000-0000-0001-0000-000000000002\""),
                form(Optional.of(1), "1"),
                form(Optional.empty(), "null"),
                form(List.of(), "[]"),
                form(Arrays.asList(1, null, "x"), "[1,null,\"x\"]"),
                form(new int[] {1, 2}, "[1,2]"),
                form(new String[][] {{"a"}, {}}, "[[\"a\"],[]]"),
                form(Map.of(), "{}"),
                form(new TreeMap<>(Map.of("b", 1, "a", List.of(2))), "{\"a\":[2],\"b\":1}"),
                form(KeyValue.of("k", 1L), "{\"key\":\"k\",\"value\":1}"),
                form(Pair.of(1, Pair.of(2, 3)), "{\"first\":1,\"second\":{\"first\":2,\"second\":3}}"),
                form(
                        new Reading("s", 1.5, Optional.of(Instant.EPOCH)),
                        "{\"sensor\":\"s\",\"value\":1.5,\"at\":\"1970-01-01T00:00:00Z\"}"),
                form(new Nothing(), "{}"));
    }

    private static Arguments form(Object value, String text) {
        return Arguments.of(value, text);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void eachValueHasItsForm(Object value, String text) {
        assertThat(JsonText.of(value)).isEqualTo(text);
    }

    @Test
    void whatWouldEndOrBreakALineIsEscaped() {
        assertThat(JsonText.of("\"\\\b\f\n\r\t\u0000\u001f\u2028\u2029/"))
                .isEqualTo("\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\\u2028\\u2029/\"");
    }

    @Test
    void halfOfASurrogatePairIsEscapedAndAWholeOneIsNot() {
        assertThat(JsonText.of("🌊 \uD83C, \uDF0A\uD83C")).isEqualTo("\"🌊 \\ud83c, \\udf0a\\ud83c\"");
    }

    @Test
    void theOrderOfAHashIsNotSeen() {
        Map<String, Integer> sorted = new TreeMap<>();
        List<String> words = new ArrayList<>();
        for (int i = 100; i < 200; i++) {
            sorted.put("key " + i, i);
            words.add("word " + i);
        }
        assertThat(JsonText.of(Map.copyOf(sorted))).isEqualTo(JsonText.of(sorted));
        assertThat(JsonText.of(Set.copyOf(words))).isEqualTo(JsonText.of(words));
    }

    @Test
    void anOrderThatIsMeantIsKept() {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("b", 1);
        map.put("a", 2);
        assertThat(JsonText.of(map)).isEqualTo("{\"b\":1,\"a\":2}");
        assertThat(JsonText.of(new LinkedHashSet<>(List.of(2, 1)))).isEqualTo("[2,1]");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aNumberThatIsNotFiniteIsRefused(double number) {
        assertRefused(
                List.of(number),
                "JSON has no number " + number
                        + "; filter such records, or map the field to an Optional that is empty instead");
        assertRefused((float) number, "JSON has no number " + number);
    }

    @Test
    void otherClassesAreRefused() {
        assertRefused(
                new Object(),
                "a java.lang.Object has no form in JSON; map it to a record, a map with string keys, a list, a string, a"
                        + " number, a boolean, a time or a UUID before it is written");
        assertRefused(new AtomicLong(), "a java.util.concurrent.atomic.AtomicLong has no form in JSON");
    }

    @Test
    void keysThatAreNoStringsAreRefused() {
        assertRefused(
                Map.of(1, 2),
                "the keys of a map must be strings to be names in JSON, but one was a java.lang.Integer; map the keys to"
                        + " strings, or write a list of key-value pairs");
    }

    @Test
    void anAccessorThatThrowsIsNamed() {
        assertRefused(
                new Throwing(1),
                "the component field of a dev.sluice.file.JsonTextTest$Throwing cannot be read:"
                        + " java.lang.IllegalStateException: not read yet; its accessor must not throw");
    }

    @Test
    void depthIsBounded() {
        Object value = "deep";
        for (int level = 0; level < JsonText.DEPTH_MAX; level++) {
            value = List.of(value);
        }
        assertThat(JsonText.of(value)).startsWith("[[[").endsWith("]]]");
        assertRefused(
                List.of(value),
                "a value is nested more than 100 levels deep, or contains itself; map it to a flat record before it is"
                        + " written as JSON");
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        assertRefused(itself, "contains itself");
    }

    private static void assertRefused(Object value, String reason) {
        assertThatThrownBy(() -> JsonText.of(value))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining(reason);
    }
}
