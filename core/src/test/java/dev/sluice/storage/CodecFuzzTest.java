package dev.sluice.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sluice.data.KeyValue;
import dev.sluice.error.CodecException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged bytes end in a CodecException or in a value that can be used, and never ask for much memory. */
class CodecFuzzTest {
    /** More with {@code -DargLine=-Dsluice.fuzz.mutations=1000000}. */
    private static final int MUTATIONS = Integer.getInteger("sluice.fuzz.mutations", 5_000);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int PADDING = 64;
    private static final long ALLOCATION_BYTES_MAX = 64L << 20;

    private record Reading(String sensor, double value, Instant at, List<String> tags, Map<String, Long> counts) {}

    private record Tree(int node, List<Tree> children, Object[] any) {}

    private record Tick() {}

    private static final RecordCodec CODEC = TypeRegistry.builder()
            .allow(StringBuilder.class)
            .codec(Sensor.class, new SensorCodec())
            .build()
            .codec();
    private static final List<byte[]> CORPUS = new ArrayList<>();

    private record Sensor(String name) {}

    private static final class SensorCodec implements Codec<Sensor> {
        @Override
        public byte[] encode(Sensor sensor) {
            return sensor.name().getBytes(UTF_8);
        }

        @Override
        public Sensor decode(ByteBuffer bytes) {
            return new Sensor(UTF_8.decode(bytes).toString());
        }
    }

    @BeforeAll
    static void encodeCorpus() {
        Reading reading = new Reading("s1", 1.5, Instant.EPOCH, List.of("a", "b"), Map.of("x", 1L));
        List<Object> readings = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            readings.add(KeyValue.of("key" + i, reading));
        }
        Tree tree = new Tree(1, List.of(new Tree(2, List.of(), new Object[] {1, "x"})), new Object[] {new Tick()});
        CORPUS.add(CODEC.encode(reading));
        CORPUS.add(CODEC.encodeAll(readings));
        CORPUS.add(CODEC.encode(tree));
        CORPUS.add(CODEC.encode(new Sensor("s1")));
        CORPUS.add(CODEC.encodeAll(new ArrayList<>(Collections.nCopies(20, new Tick()))));
        Stream.of(
                        "text",
                        "ümläut",
                        new int[] {1, 2, 3},
                        new long[9],
                        new String[] {"a", null},
                        new Reading[][] {{reading}, {null}},
                        Arrays.asList(1, null, 3L, "x", Optional.of(2), TimeUnit.DAYS),
                        new HashMap<>(Map.of(1, "a", 2, "b")),
                        new TreeMap<>(Map.of("a", 1)),
                        new EnumMap<>(Map.of(TimeUnit.DAYS, 1)),
                        EnumSet.of(TimeUnit.DAYS),
                        Set.of(1, 2, 3),
                        Map.of(1, 2, 3, 4),
                        Map.entry(1, 2),
                        Collections.unmodifiableList(new ArrayList<>(List.of(1))),
                        Collections.synchronizedList(new ArrayList<>(List.of(1))),
                        new CopyOnWriteArraySet<>(List.of(1)),
                        Collections.newSetFromMap(new HashMap<>()),
                        new byte[300],
                        new ArrayDeque<>(List.of(1)),
                        new PriorityQueue<>(List.of(1, 2)),
                        new BitSet(),
                        Pattern.compile("a+"),
                        new StringBuilder("x"),
                        ZonedDateTime.now(),
                        ZoneId.of("Europe/Berlin"),
                        new BigDecimal("12345678901234567890.123"),
                        new GregorianCalendar(),
                        Locale.GERMANY)
                .map(CODEC::encode)
                .forEach(CORPUS::add);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void damagedBytesAreToldAndAreCheapAndLeaveNoTrace(long seed) throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        // On a thread of its own, whose shallow stack makes the many exceptions cheap.
        Thread thread = new Thread(() -> damage(seed));
        thread.setUncaughtExceptionHandler((self, thrown) -> failure.set(thrown));
        thread.start();
        thread.join();

        assertThat(failure.get()).isNull();
        for (byte[] sound : CORPUS) {
            assertThat(CODEC.encode(CODEC.decode(ByteBuffer.wrap(sound)))).isEqualTo(sound);
        }
    }

    private static void damage(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = mutated(CORPUS.get(random.nextInt(CORPUS.size())), random);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try {
                Object read = CODEC.decode(within(bytes, random));
                CODEC.encode(read);
            } catch (CodecException told) {
                assertThat(told.getMessage()).isNotBlank().matches("[^\\p{Cntrl}]*");
            } catch (Throwable other) {
                throw new AssertionError("seed " + seed + " mutation " + i + " " + Arrays.toString(bytes), other);
            }
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                    .as("bytes allocated by seed %d mutation %d", seed, i)
                    .isLessThan(ALLOCATION_BYTES_MAX);
        }
    }

    /** Bytes around the buffer must never be read: they look like anything. */
    private static ByteBuffer within(byte[] bytes, Random random) {
        byte[] larger = new byte[bytes.length + 2 * PADDING];
        random.nextBytes(larger);
        System.arraycopy(bytes, 0, larger, PADDING, bytes.length);
        return ByteBuffer.wrap(larger, PADDING, bytes.length);
    }

    private static byte[] mutated(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0 && bytes.length > 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xFF : 0x7F);
                case 3 -> bytes = Arrays.copyOf(bytes, at);
                case 4 -> bytes = without(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(4)));
                default ->
                    System.arraycopy(
                            bytes, 0, bytes, at, Math.min(bytes.length - at, 1 + random.nextInt(bytes.length)));
            }
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int from, int to) {
        byte[] left = Arrays.copyOf(bytes, bytes.length - (to - from));
        System.arraycopy(bytes, to, left, from, bytes.length - to);
        return left;
    }
}
