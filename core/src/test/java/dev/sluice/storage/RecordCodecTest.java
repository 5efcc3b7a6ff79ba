package dev.sluice.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.data.Pair;
import dev.sluice.data.Triple;
import dev.sluice.error.CodecException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
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
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {
    private final RecordCodec codec = TypeRegistry.defaults().codec();

    private record Reading(String sensor, double value, Instant at) {}

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
                Collections.nCopies(3, "x"),
                Collections.unmodifiableList(new ArrayList<>(List.of(1))),
                Collections.unmodifiableMap(new HashMap<>(Map.of(1, 2))),
                Collections.unmodifiableSet(new HashSet<>(Set.of(1))),
                Collections.synchronizedList(new ArrayList<>(List.of(1))),
                Arrays.asList(1, null, "x"),
                new ArrayList<>(Arrays.asList(1, null, new Tick())),
                new LinkedList<>(List.of(1, 2)),
                new Vector<>(List.of(1)),
                stack(),
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

    @ParameterizedTest
    @MethodSource({"records", "valuesOfTheJdk", "times", "oldTimers", "collections"})
    void aValueComesBackEqualAndOfItsClass(Object value) {
        Object back = codec.decode(ByteBuffer.wrap(codec.encode(value)));

        assertThat(back).isEqualTo(value);
        assertThat(back.getClass()).isEqualTo(value.getClass());
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void anArrayComesBackWithItsElements(Object array) {
        Object back = codec.decode(ByteBuffer.wrap(codec.encode(array)));

        assertThat(back.getClass()).isEqualTo(array.getClass());
        assertThat(Arrays.deepEquals(new Object[] {back}, new Object[] {array})).isTrue();
    }

    static Stream<Object> oldTimers() {
        return Stream.of(
                new GregorianCalendar(2024, 1, 29),
                new Hashtable<>(Map.of("a", 1)),
                properties(),
                new java.sql.Timestamp(5),
                new java.sql.Date(5),
                new java.sql.Time(5));
    }

    @ParameterizedTest
    @MethodSource
    void queuesComeBackWithTheirElements(Collection<?> queue) {
        Object back = codec.decode(ByteBuffer.wrap(codec.encode(queue)));

        assertThat(back.getClass()).isEqualTo(queue.getClass());
        assertThat(List.copyOf((Collection<?>) back)).isEqualTo(List.copyOf(queue));
    }

    static Stream<Collection<?>> queuesComeBackWithTheirElements() {
        return Stream.of(
                new ArrayDeque<>(List.of(1, 2)),
                new PriorityQueue<>(List.of(2, 1)),
                new ConcurrentLinkedQueue<>(List.of(1, 2)),
                new ConcurrentLinkedDeque<>(List.of(1, 2)),
                new CopyOnWriteArraySet<>(List.of(1, 2)));
    }

    @Test
    void collectionsThatAreViewsComeBackAsCollectionsOfTheirOwn() {
        List<Object> views = List.of(
                List.of(1, 2, 3).subList(1, 3),
                new ArrayList<>(List.of(1, 2, 3)).subList(1, 3),
                new ArrayList<>(List.of(1, 2, 3)).subList(1, 1));

        for (Object view : views) {
            assertThat(codec.decode(ByteBuffer.wrap(codec.encode(view)))).isEqualTo(view);
        }
    }

    @Test
    void anOrderOfOnesOwnOrIdentityComesBack() {
        IdentityHashMap<String, Integer> identity = new IdentityHashMap<>(Map.of("a", 1));

        assertThat(List.copyOf((TreeSet<?>) codec.decode(ByteBuffer.wrap(codec.encode(reversed())))))
                .isEqualTo(List.of(3, 2, 1));
        assertThat((IdentityHashMap<?, ?>) codec.decode(ByteBuffer.wrap(codec.encode(identity))))
                .hasSize(1);
    }

    @Test
    void nullIsAValue() {
        assertThat(codec.decode(ByteBuffer.wrap(codec.encode(null)))).isNull();
    }

    @Test
    void aChunkKeepsTheOrderAndTheNullsOfItsRecords() {
        List<Object> chunk = Arrays.asList(new Tick(), null, "text", 1L, KeyValue.of("a", 1), null);

        assertThat(codec.decodeAll(ByteBuffer.wrap(codec.encodeAll(chunk)))).isEqualTo(chunk);
        assertThat(codec.decodeAll(ByteBuffer.wrap(codec.encodeAll(List.of())))).isEmpty();
    }

    @Test
    void aChunkNamesAClassOnce() {
        List<Object> chunk = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            chunk.add(new Reading("sensor", i, Instant.EPOCH));
        }

        assertThat(codec.encodeAll(chunk).length).isLessThan(40 * chunk.size());
    }

    @Test
    void aSingleValueIsNoChunk() {
        byte[] bytes = codec.encode("one value");

        assertThatThrownBy(() -> codec.decodeAll(ByteBuffer.wrap(bytes)))
                .isInstanceOf(CodecException.class)
                .hasMessage("the bytes hold one value, not a chunk of records; read them with decode");
    }

    @Test
    void aChunkOfRecordsWithoutFieldsHasABound() {
        List<Object> most = Collections.nCopies(1 << 16, new Tick());
        List<Object> more = Collections.nCopies((1 << 16) + 1, new Tick());

        assertThat(codec.decodeAll(ByteBuffer.wrap(codec.encodeAll(most)))).isEqualTo(most);
        assertThatThrownBy(() -> codec.encodeAll(more))
                .isInstanceOf(CodecException.class)
                .hasMessage("a chunk holds at most 65536 records without fields, but was given 65537;"
                        + " cut it into several");
    }

    @ParameterizedTest
    @MethodSource("smallThings")
    void aChunkOfManySmallThingsCanBeReadBack(Object small) {
        List<Object> chunk = new ArrayList<>(Collections.nCopies(100_000, small));

        assertThat(codec.decodeAll(ByteBuffer.wrap(codec.encodeAll(chunk)))).isEqualTo(chunk);
    }

    static Stream<Object> smallThings() {
        return Stream.of(
                0,
                "",
                true,
                Optional.empty(),
                List.of(),
                Map.of(),
                new ArrayList<>(),
                new HashMap<>(),
                new LinkedHashMap<>(),
                new TreeMap<>(),
                new HashSet<>(),
                Colour.RED,
                new Everything(false, (byte) 0, ' ', (short) 0, 0, 0, 0, 0, null, null),
                KeyValue.of(0, 0),
                new Box<>(null, null));
    }

    @Test
    void aBufferIsReadFromItsPositionToItsLimit() {
        byte[] bytes = codec.encode("text");
        ByteBuffer within = ByteBuffer.allocate(bytes.length + 7);
        within.position(3);
        within.put(bytes);
        within.flip().position(3);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        ByteBuffer readOnly = within.duplicate().asReadOnlyBuffer();

        for (ByteBuffer buffer : List.of(within, direct, readOnly)) {
            assertThat(codec.decode(buffer)).isEqualTo("text");
            assertThat(buffer.hasRemaining()).isFalse();
        }
    }

    @Test
    void bytesBehindTheValueAreRefused() {
        byte[] bytes = Arrays.copyOf(codec.encode("text"), 20);

        assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(bytes)))
                .isInstanceOf(CodecException.class)
                .hasMessageEndingWith(
                        " bytes follow the value; the length was damaged, or two values were put together");
    }

    @Test
    void bytesOfAnotherOriginAreRefused() {
        assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(new byte[] {1, 2, 3})))
                .isInstanceOf(CodecException.class)
                .hasMessageStartingWith("cannot read 3 bytes as values: ")
                .hasMessageEndingWith("; they are damaged, or their classes changed in a way that cannot be followed");
        assertThatThrownBy(() -> codec.decode(ByteBuffer.allocate(0))).isInstanceOf(CodecException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 2_000, 5_000, 9_000})
    void whatIsWrittenDeeplyNestedCanBeRead(int links) {
        Chain back = (Chain) codec.decode(ByteBuffer.wrap(codec.encode(chain(links))));

        int count = 0;
        for (Chain link = back; link != null; link = link.next()) {
            count++;
        }
        assertThat(count).isEqualTo(links);
    }

    @ParameterizedTest
    @ValueSource(ints = {11_000, 50_000, 1_000_000})
    void whatIsNestedTooDeeplyIsNotEvenWritten(int links) {
        assertThatThrownBy(() -> codec.encode(chain(links)))
                .isInstanceOf(CodecException.class)
                .hasMessageEndingWith("it contains itself, or is nested too deeply; store a flat form of it");
    }

    private static Chain chain(int links) {
        Chain chain = null;
        for (int link = 0; link < links; link++) {
            chain = new Chain(link, chain);
        }
        return chain;
    }

    @Test
    void aValueThatContainsItselfIsRefused() {
        List<Object> self = new ArrayList<>();
        self.add(self);

        assertThatThrownBy(() -> codec.encode(self))
                .isInstanceOf(CodecException.class)
                .hasMessage("cannot write a value of java.util.ArrayList as bytes: it contains itself,"
                        + " or is nested too deeply; store a flat form of it");
        assertThat(codec.decode(ByteBuffer.wrap(codec.encode("still works")))).isEqualTo("still works");
    }

    @Test
    void anObjectReachedTwiceIsReadBackAsTwo() {
        Reading shared = new Reading("s", 1, Instant.EPOCH);

        Pair<?, ?> back = (Pair<?, ?>) codec.decode(ByteBuffer.wrap(codec.encode(Pair.of(shared, shared))));

        assertThat(back).isEqualTo(Pair.of(shared, shared));
        assertThat(back.first()).isNotSameAs(back.second());
    }

    @Test
    void aStringOfAnUnknownEncodingIsRefused() {
        byte[] bytes = codec.encode("text");
        int header = bytes.length - "text".length() - 1;
        assertThat(bytes[header]).isEqualTo((byte) ("text".length() << 2));
        bytes[header] |= 3;

        assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(bytes)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Unknown coder type 3");
    }

    @Test
    void manyThreadsShareACodec() throws Exception {
        List<Object> values = Stream.of(records(), valuesOfTheJdk(), times(), collections())
                .flatMap(all -> all)
                .toList();
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            int start = number * 20;
            threads.add(CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < 3 * values.size(); i++) {
                            Object value = values.get((start + i) % values.size());
                            assertThat(codec.decode(ByteBuffer.wrap(codec.encode(value))))
                                    .isEqualTo(value);
                        }
                    },
                    task -> new Thread(task).start()));
        }

        for (CompletableFuture<Void> thread : threads) {
            assertThat(thread).succeedsWithin(Duration.ofMinutes(1));
        }
    }

    @Test
    void equalValuesHaveEqualBytesInEveryCodec() {
        Reading reading = new Reading("s1", 1.5, Instant.EPOCH);

        assertThat(TypeRegistry.defaults().codec().encode(reading)).isEqualTo(codec.encode(reading));
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("key", "value");
        return properties;
    }

    private static Stack<Integer> stack() {
        Stack<Integer> stack = new Stack<>();
        stack.push(1);
        return stack;
    }

    private static TreeSet<Integer> reversed() {
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
