package dev.sluice.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sluice.error.CodecException;
import dev.sluice.error.CorruptionException;
import dev.sluice.table.StateChunk;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks that pass their checksum and were never written by this version end in a typed error or in a chunk. */
class ChunkFuzzTest {
    /** More with {@code -DargLine=-Dsluice.fuzz.mutations=1000000}. */
    private static final int MUTATIONS = Integer.getInteger("sluice.fuzz.mutations", 20_000);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long ALLOCATION_BYTES_MAX = 64L << 20;

    private record Reading(String sensor, double value) {}

    private static final StateChunk CHUNK = new StateChunk(
            1,
            true,
            List.of(
                    List.of("a", "ä", "longer than the others", ""),
                    List.of(1L, 2L, 300L, 70_000L),
                    Arrays.asList(1, null, 3, null),
                    List.of(1.5, 2.5, 3.5, 4.5),
                    List.of("half \uD834", "b", "c", "d"),
                    List.of(new Reading("x", 1), new Reading("y", 2), "text", Map.of("k", 1))));

    private final ChunkForm form = new ChunkForm(Disk.CODEC);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsNotOursIsToldAndCostsLittle(long seed) {
        ByteBuilder out = new ByteBuilder();
        form.write(CHUNK, out);
        byte[] sound = out.toByteArray();
        SplittableRandom random = new SplittableRandom(seed);
        long allocated = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = damaged(sound, random);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try {
                assertThat(form.read(new ByteCursor(damaged, 0, damaged.length)).rows())
                        .isLessThanOrEqualTo(StateChunk.ROWS_MAX);
            } catch (CorruptionException | CodecException told) {
                continue;
            }
            allocated = Math.max(allocated, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(allocated).isLessThan(ALLOCATION_BYTES_MAX);
    }

    private static byte[] damaged(byte[] sound, SplittableRandom random) {
        byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(sound, random.nextInt(sound.length + 20)) : sound.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (bytes[at] ^ 1 << random.nextInt(8));
        }
        return bytes;
    }
}
