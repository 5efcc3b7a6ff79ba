package dev.sluice.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StableHashTest {
    private enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "a constant with a body";
            }
        }
    }

    private record Point(int x, long y, double z, boolean known, char mark, Colour colour, String name) {}

    private record CaseFree(String name) {
        @Override
        public boolean equals(Object other) {
            return other instanceof CaseFree that && that.name.equalsIgnoreCase(name);
        }

        @Override
        public int hashCode() {
            return name.toLowerCase(java.util.Locale.ROOT).hashCode();
        }
    }

    private static final class Account {
        private final String number;

        Account(String number) {
            this.number = number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Account that && that.number.equals(number);
        }

        @Override
        public int hashCode() {
            return number.hashCode();
        }
    }

    /** Changing any of these moves the keys of every stored run to other partitions. */
    static Stream<Arguments> golden() {
        return Stream.of(
                Arguments.of("", 0x00000000),
                Arguments.of("word", 0x25BA20DE),
                Arguments.of(0, 0x00000000),
                Arguments.of(1, 0x514E28B7),
                Arguments.of(-1, 0x81F16F39),
                Arguments.of(0L, 0x00000000),
                Arguments.of(1L, 0xDABF29AE),
                Arguments.of(Long.MIN_VALUE, 0x67F5A88B),
                Arguments.of(true, 0x0FAB5368),
                Arguments.of((byte) 5, 0xCC0D53CD),
                Arguments.of((short) 5, 0xCC0D53CD),
                Arguments.of('x', 0x09C36FA8),
                Arguments.of(0.0, 0x00000000),
                Arguments.of(-0.0, 0x6D3C65A0),
                Arguments.of(Double.NaN, 0x06402F85),
                Arguments.of(1.5f, 0x0F92D7A7),
                Arguments.of(new BigInteger("-12345678901234567890"), 0x83FF3EE1),
                Arguments.of(new BigDecimal("2.50"), 0x09860614),
                Arguments.of(new UUID(1, 2), 0x99D9ED32),
                Arguments.of(URI.create("http://example.org:80/a?b#c"), 0x08C8A35D),
                Arguments.of(URI.create("mailto:a@b.org"), 0x2460103E),
                Arguments.of(Instant.ofEpochSecond(-1, 5), 0xB598E86C),
                Arguments.of(Duration.ofMillis(-1), 0x399F1C2D),
                Arguments.of(LocalDate.of(2026, 2, 28), 0xB73CB330),
                Arguments.of(LocalTime.of(23, 59), 0x245B92C1),
                Arguments.of(LocalDateTime.of(2026, 2, 28, 23, 59), 0x9490491F),
                Arguments.of(ZonedDateTime.of(2026, 2, 28, 23, 59, 0, 0, ZoneId.of("Europe/Berlin")), 0xBD1FE8AD),
                Arguments.of(ZoneOffset.UTC, 0x43C4AE27),
                Arguments.of(ZoneId.of("Europe/Berlin"), 0x9F23AA36),
                Arguments.of(Period.ofDays(3), 0x412C2D2D),
                Arguments.of(Year.of(2026), 0xBC29C95E),
                Arguments.of(YearMonth.of(2026, 2), 0x3F673E4F),
                Arguments.of(DayOfWeek.MONDAY, 0x52FA7ECE),
                Arguments.of(List.of(), 0x514E28B7),
                Arguments.of(List.of(1, "a"), 0xE2C7C3DB),
                Arguments.of(Set.of(1, "a"), 0xE0AEC03F),
                Arguments.of(Map.of("a", 1), 0x6DDC704B),
                Arguments.of(Map.entry("a", 1), 0xE0E81382),
                Arguments.of(Optional.empty(), 0x9CA70078),
                Arguments.of(Optional.of(DayOfWeek.MONDAY), 0x1F321D61),
                Arguments.of(Pair.of(DayOfWeek.MONDAY, null), 0x566779FA),
                Arguments.of(KeyValue.of("a", 1), 0xB3B68A91),
                Arguments.of(new Triple<>(1, 2, 3), 0x44A363B4),
                Arguments.of(new Point(1, 2, 3, true, 'a', Colour.RED, "n"), 0xE8AF6F1C),
                Arguments.of(new Account("1"), 0xECE66B88));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void theHashOfAKeyNeverChanges(Object key, int hash) {
        assertThat(StableHash.of(key)).isEqualTo(hash);
    }

    static Stream<Arguments> equalKeys() {
        return Stream.of(
                Arguments.of(new String("word"), "word"),
                Arguments.of(new BigInteger("12345678901234567890"), new BigInteger("12345678901234567890")),
                Arguments.of(new BigDecimal("2.50"), new BigDecimal("2.50")),
                Arguments.of(Double.NaN, Double.longBitsToDouble(0x7ff8000000000001L)),
                Arguments.of(new ArrayList<>(List.of(1, 2)), new LinkedList<>(List.of(1, 2))),
                Arguments.of(new HashSet<>(List.of("a", "b", "c")), new TreeSet<>(List.of("c", "b", "a"))),
                Arguments.of(EnumSet.allOf(Colour.class), Set.of(Colour.GREEN, Colour.RED)),
                Arguments.of(new TreeMap<>(Map.of("a", 1, "b", 2)), backwards(Map.entry("b", 2), Map.entry("a", 1))),
                Arguments.of(Map.entry("k", 1), new java.util.AbstractMap.SimpleEntry<>("k", 1)),
                Arguments.of(Optional.of(7), Optional.of(7)),
                Arguments.of(URI.create("HTTP://Example.org/%c3%a4?q#f"), URI.create("http://example.ORG/%C3%A4?q#f")),
                Arguments.of(URI.create("http://example.org:/"), URI.create("http://example.org/")),
                Arguments.of(URI.create("MAILTO:a@b.org"), URI.create("mailto:a@b.org")),
                Arguments.of(point("p"), point("p")),
                Arguments.of(KeyValue.of("k", null), KeyValue.of("k", null)),
                Arguments.of(new CaseFree("Ann"), new CaseFree("aNN")),
                Arguments.of(new Account("1"), new Account("1")));
    }

    @ParameterizedTest
    @MethodSource("equalKeys")
    void equalKeysHaveEqualHashes(Object key, Object other) {
        assertThat(key).isEqualTo(other);
        assertThat(StableHash.of(key)).isEqualTo(StableHash.of(other));
    }

    @Test
    void keysThatDifferInAnyPartHaveDifferentHashes() {
        List<Object> keys = List.of(
                0.0,
                -0.0,
                new BigDecimal("2.5"),
                new BigDecimal("2.50"),
                List.of(1, 2),
                List.of(2, 1),
                Pair.of(1, 0),
                Pair.of(0, 31),
                Pair.of("a", null),
                Pair.of("a", 0),
                Pair.of(null, "a"),
                List.of(),
                List.of(List.of()),
                Optional.empty(),
                Optional.of(0),
                Map.of("a", "b"),
                Map.of("b", "a"),
                Colour.RED,
                Colour.GREEN,
                new Point(1, 2, 3, true, 'a', Colour.RED, "n"),
                new Point(2, 1, 3, true, 'a', Colour.RED, "n"),
                new Point(1, 2, 3, false, 'a', Colour.RED, "n"),
                new Point(1, 2, 3, true, 'b', Colour.RED, "n"),
                new Point(1, 2, 3, true, 'a', Colour.GREEN, "n"),
                new Point(1, 2, 3, true, 'a', Colour.RED, "m"));
        assertThat(keys.stream().map(StableHash::of)).doesNotHaveDuplicates();
    }

    @Test
    void aPairHashesAsAnyRecordOfItsParts() {
        record Both(Object first, Object second) {}
        assertThat(StableHash.of(Pair.of("a", 7))).isEqualTo(StableHash.of(new Both("a", 7)));
        assertThat(StableHash.of(KeyValue.of("a", 7))).isEqualTo(StableHash.of(new Both("a", 7)));
    }

    @Test
    void aPrimitiveComponentHashesAsItsBox() {
        record Primitives(boolean a, byte b, short c, char d, int e, long f, float g, double h) {}
        record Boxes(Boolean a, Byte b, Short c, Character d, Integer e, Long f, Float g, Double h) {}
        assertThat(StableHash.of(new Primitives(true, (byte) -1, (short) -2, 'x', -3, -4L, -5.5f, -6.5)))
                .isEqualTo(StableHash.of(new Boxes(true, (byte) -1, (short) -2, 'x', -3, -4L, -5.5f, -6.5)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 8, 64, 100, 1024})
    void denseAndPoorKeysSpreadOverPartitions(int partitions) {
        assertSpread(partitions, i -> i);
        assertSpread(partitions, i -> i * 1024);
        assertSpread(partitions, i -> (long) i << 40);
        assertSpread(partitions, i -> (long) i << 32 | i);
        assertSpread(partitions, i -> (double) i);
        assertSpread(partitions, i -> "user-" + i);
        assertSpread(partitions, i -> Pair.of(i / 100, i % 100));
        assertSpread(partitions, i -> Instant.ofEpochSecond(60L * i));
        assertSpread(partitions, i -> new UUID(0, i));
    }

    private static void assertSpread(int partitions, IntFunction<Object> key) {
        int[] load = new int[partitions];
        int expected = 200;
        HashPartitioner partitioner = new HashPartitioner(partitions);
        IntStream.range(0, expected * partitions)
                .mapToObj(key)
                .forEach(k -> load[partitioner.partition(k, StableHash.of(k))]++);
        double chiSquare = Arrays.stream(load)
                .mapToDouble(n -> Math.pow(n - expected, 2) / expected)
                .sum();
        double deviation = (chiSquare - (partitions - 1)) / Math.sqrt(2.0 * (partitions - 1));
        assertThat(deviation)
                .as("deviation of %s over %d partitions", key.apply(1), partitions)
                .isLessThan(5);
    }

    private static Point point(String name) {
        return new Point(1, 2, 3, true, 'a', Colour.RED, new String(name));
    }

    @SafeVarargs
    private static Map<String, Integer> backwards(Map.Entry<String, Integer>... entries) {
        Map<String, Integer> map = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> entry : entries) {
            map.put(entry.getKey(), entry.getValue());
        }
        return map;
    }
}
