package dev.sluice.storage;

import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.data.Pair;
import dev.sluice.data.Triple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Values of every kind that a program may store. */
final class Values {
    private Values() {}

    record Reading(String sensor, double value, Instant at) {}

    record Tick() {}

    record Everything(
            boolean a, byte b, char c, short d, int e, long f, float g, double h, Integer boxed, String text) {}

    record Nested(Optional<Reading> last, List<Reading> all, Map<String, List<Reading>> bySensor, int[] counts) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Nested that
                    && last.equals(that.last)
                    && all.equals(that.all)
                    && bySensor.equals(that.bySensor)
                    && Arrays.equals(counts, that.counts);
        }

        @Override
        public int hashCode() {
            return last.hashCode();
        }
    }

    record Box<T>(T content, List<? extends T> more) {}

    record Chain(int link, Chain next) {}

    sealed interface Shape permits Circle, Square, Colour {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    enum Colour implements Shape {
        RED,
        GREEN {
            @Override
            String mood() {
                return "calm";
            }
        };

        String mood() {
            return "angry";
        }
    }

    record Drawing(List<Shape> shapes, Shape[] more, Set<Colour> palette) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Drawing that
                    && shapes.equals(that.shapes)
                    && Arrays.equals(more, that.more)
                    && palette.equals(that.palette);
        }

        @Override
        public int hashCode() {
            return shapes.hashCode();
        }
    }

    static Stream<Object> records() {
        record Local(String inMethod) {}
        Reading reading = new Reading("s1", 1.5, Instant.ofEpochSecond(5, 7));
        return Stream.of(
                reading,
                new Tick(),
                new Local("x"),
                new Everything(true, (byte) -1, 'ß', (short) 3, -4, Long.MIN_VALUE, 1.5f, Double.NaN, null, null),
                new Nested(
                        Optional.of(reading),
                        List.of(reading),
                        Map.of("s1", List.of(reading), "s2", List.of()),
                        new int[] {1, -2}),
                new Box<>("text", List.of("more")),
                new Box<>(new Box<>(1L, List.of()), List.of()),
                new Chain(1, new Chain(2, null)),
                new Drawing(
                        List.of(new Circle(1), new Square(2), Colour.RED),
                        new Shape[] {Colour.GREEN, null},
                        EnumSet.of(Colour.GREEN)),
                Colour.RED,
                Colour.GREEN,
                KeyValue.of("key", 1L),
                Pair.of(Optional.empty(), List.of(1, 2)),
                new Triple<>(1, "two", Colour.RED),
                new Batch(7, Instant.EPOCH, Duration.ofMillis(100), -1));
    }

    static Stream<Object> valuesOfTheJdk() {
        return Stream.of(
                true,
                (byte) 1,
                'c',
                (short) 2,
                3,
                4L,
                5f,
                6d,
                "",
                "ascii",
                "ümläut",
                "\uD83D\uDE00",
                "\uD83D half a pair",
                "ended within a pair: \uD83D",
                "\uDE00 a mostly plain text of some length, and only its start is torn, at the second half",
                new BigDecimal("1.230"),
                BigInteger.TWO.pow(200).negate(),
                UUID.fromString("00000000-0000-0001-0000-000000000002"),
                Locale.GERMANY,
                Currency.getInstance("EUR"),
                new Date(5),
                java.net.URI.create("http://localhost/a?b"),
                BitSet.valueOf(new long[] {5}),
                Optional.empty(),
                Optional.of("x"),
                OptionalInt.of(1),
                OptionalLong.empty(),
                OptionalDouble.of(2),
                TimeUnit.DAYS);
    }

    static Stream<Object> times() {
        return Stream.of(
                Instant.MIN,
                Instant.MAX,
                Duration.ofSeconds(-1, 5),
                Period.of(1, 2, 3),
                LocalDate.of(2024, 2, 29),
                LocalTime.of(1, 2, 3, 4),
                LocalDateTime.of(2024, 2, 29, 1, 2),
                OffsetTime.of(LocalTime.NOON, ZoneOffset.ofHours(-3)),
                OffsetDateTime.of(LocalDateTime.of(2024, 2, 29, 1, 2), ZoneOffset.ofHours(5)),
                ZonedDateTime.of(LocalDateTime.of(2024, 10, 27, 2, 30), ZoneId.of("Europe/Berlin")),
                ZoneId.of("Europe/Berlin"),
                ZoneOffset.UTC,
                Year.of(2024),
                YearMonth.of(2024, 2),
                MonthDay.of(2, 29),
                DayOfWeek.FRIDAY,
                ChronoUnit.HALF_DAYS);
    }

    static Stream<Object> collections() {
        return Stream.of(
                List.of(),
                List.of(1),
                List.of(1, 2),
                List.of(1, 2, 3),
                Set.of(),
                Set.of("a"),
                Set.of("a", "b", "c"),
                Map.of(),
                Map.of("a", 1),
                Map.of("a", 1, "b", 2),
                Map.entry("k", "v"),
                Stream.of(1, 2, 3).toList(),
                Stream.of("a", null).toList(),
                Collections.emptyList(),
                Collections.emptySet(),
                Collections.emptyMap(),
                Collections.singletonList(1),
                Collections.singleton(1),
                Collections.singletonMap(1, 2),
                Collections.unmodifiableList(new ArrayList<>(List.of(1))),
                Collections.unmodifiableMap(new HashMap<>(Map.of(1, 2))),
                Collections.unmodifiableSet(new HashSet<>(Set.of(1))),
                Collections.synchronizedList(new ArrayList<>(List.of(1))),
                Arrays.asList(1, null, "x"),
                new ArrayList<>(Arrays.asList(1, null, new Tick())),
                new LinkedList<>(List.of(1, 2)),
                new Vector<>(List.of(1)),
                new CopyOnWriteArrayList<>(List.of(1)),
                new HashSet<>(Arrays.asList(1, null)),
                new LinkedHashSet<>(List.of(3, 1, 2)),
                new TreeSet<>(List.of(3, 1, 2)),
                reversed(),
                EnumSet.allOf(Colour.class),
                EnumSet.noneOf(Colour.class),
                new EnumMap<>(Map.of(Colour.RED, 1)),
                nullKeyed(),
                new LinkedHashMap<>(Map.of("a", new Tick())),
                new TreeMap<>(Map.of(2, "b", 1, "a")),
                new ConcurrentHashMap<>(Map.of(1, 2)),
                new ConcurrentSkipListMap<>(Map.of(1, 2)),
                new AbstractMap.SimpleEntry<>("k", null),
                new AbstractMap.SimpleImmutableEntry<>("k", 1));
    }

    static Stream<Arguments> arrays() {
        return Stream.<Object>of(
                        new boolean[] {true, false},
                        new byte[] {1, -1},
                        new char[] {'a', 'ß'},
                        new short[] {1},
                        new int[] {Integer.MIN_VALUE, 0},
                        new long[] {Long.MAX_VALUE},
                        new float[] {1.5f},
                        new double[] {Double.NaN},
                        new int[0],
                        new String[] {"a", null},
                        new Integer[] {1, null},
                        new Object[] {1, "x", null, new Tick()},
                        new Reading[] {null},
                        new Tick[][] {{new Tick()}, {}},
                        new int[][] {{1}, {}, {2, 3}},
                        new Instant[] {Instant.EPOCH})
                .map(array -> Arguments.of(array));
    }

    static Stream<Object> oldTimers() {
        return Stream.of(
                new GregorianCalendar(2024, 1, 29),
                new java.sql.Timestamp(5),
                new java.sql.Date(5),
                new java.sql.Time(5));
    }

    static TreeSet<Integer> reversed() {
        TreeSet<Integer> reversed = new TreeSet<>(Comparator.reverseOrder());
        reversed.addAll(List.of(1, 2, 3));
        return reversed;
    }

    private static Map<String, Integer> nullKeyed() {
        Map<String, Integer> map = new HashMap<>();
        map.put(null, 1);
        map.put("x", null);
        return map;
    }
}
