package dev.sluice.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.CodecException;
import dev.sluice.error.SluiceException;
import dev.sluice.table.StateChunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChunkFormTest {
    private static final List<Function<Random, Object>> KINDS = List.of(
            Random::nextLong,
            random -> random.nextLong() >> 40,
            random -> 1_700_000_000_000L + random.nextInt(60_000),
            Random::nextInt,
            random -> random.nextInt(100) - 50,
            random -> Double.longBitsToDouble(random.nextLong()),
            random -> text(random, 0x80),
            random -> text(random, 0x800),
            random -> text(random, 0x10000),
            Random::nextBoolean,
            random -> new Point(random.nextInt(9), text(random, 0x80)),
            random -> List.of(random.nextLong(), text(random, 0x80)));

    private final ChunkForm form = new ChunkForm(Disk.CODEC);

    static Stream<List<List<?>>> columns() {
        return Stream.of(
                List.of(),
                List.of(List.of()),
                List.of(List.of(), List.of()),
                List.of(List.of("a", "", "ä", "€", "𝄞", "\0")),
                List.of(List.of("half a pair: \uD834", "\uDD1E", "whole")),
                List.of(Arrays.asList("\uD834", null)),
                List.of(List.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L)),
                List.of(List.of(Integer.MIN_VALUE, Integer.MAX_VALUE)),
                List.of(List.of(7L, 7L, 7L), List.of(1, 256, 65_536)),
                List.of(List.of(0L, 255L), List.of(0L, 256L)),
                List.of(List.of(-1L, 65_534L), List.of(-1L, 65_535L)),
                List.of(List.of(5L, 5L + 0xFFFF_FFFFL), List.of(5L, 6L + 0xFFFF_FFFFL)),
                List.of(List.of(0.0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE)),
                List.of(Arrays.asList(null, null), Arrays.asList(null, 1L), Arrays.asList("x", null)),
                List.of(Arrays.asList(1L, "mixed", null, 2.0, 3)),
                List.of(Arrays.asList(new Point(1, "a"), null)),
                List.of(List.of(true, false), List.of('c', 'd'), List.of((short) 1, (short) 2)));
    }

    static Stream<List<List<?>>> generated() {
        return IntStream.range(0, 300).mapToObj(seed -> {
            Random random = new Random(seed);
            int rows = random.nextInt(20) == 0 ? StateChunk.ROWS_MAX : random.nextInt(40);
            List<List<?>> columns = new ArrayList<>();
            for (int column = random.nextInt(4); column >= 0; column--) {
                columns.add(column(random, rows));
            }
            return columns;
        });
    }

    private static List<Object> column(Random random, int rows) {
        Function<Random, Object> kind = KINDS.get(random.nextInt(KINDS.size()));
        int nulls = random.nextInt(3);
        List<Object> values = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            values.add(random.nextInt(4) < nulls ? null : kind.apply(random));
        }
        return values;
    }

    private static String text(Random random, int end) {
        return random.ints(random.nextInt(12), 0, end)
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                .toString();
    }

    @ParameterizedTest
    @MethodSource({"columns", "generated"})
    void aChunkComesBackAsItWas(List<List<?>> columns) {
        StateChunk chunk = new StateChunk(-3, columns.size() > 1, columns);

        assertThat(read(bytes(chunk))).isEqualTo(chunk);
    }

    @Test
    void theBitsOfANumberThatIsNoneComeBack() {
        double odd = Double.longBitsToDouble(0x7FF8_0000_0000_0123L);

        Object back = read(bytes(chunk(List.of(odd)))).columns().get(0).get(0);

        assertThat(Double.doubleToRawLongBits((Double) back)).isEqualTo(0x7FF8_0000_0000_0123L);
    }

    @Test
    void numbersTakeTheBytesOfTheirRange() {
        List<Long> times = IntStream.range(0, 1_000)
                .mapToObj(i -> 1_700_000_000_000L + i % 200)
                .toList();

        assertThat(bytes(chunk(times)).length).isLessThan(1_030);
        assertThat(bytes(chunk(Collections.nCopies(1_000, 42))).length).isLessThan(30);
    }

    @Test
    void textsTakeTheirBytesAndLittleMore() {
        List<String> keys =
                IntStream.range(1_000, 2_000).mapToObj(i -> "user-" + i).toList();

        assertThat(bytes(chunk(keys)).length).isLessThan(9_040);
    }

    @Test
    void noPartOfAChunkIsReadAsAChunk() {
        byte[] whole = bytes(new StateChunk(
                1,
                true,
                List.of(
                        List.of("a", "b"),
                        Arrays.asList(1L, null),
                        List.of(new Point(1, "p"), "q"),
                        List.of("\uD834", ""))));

        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(part)).as("%s bytes", length).isInstanceOf(SluiceException.class);
        }
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length + 1)))
                .hasMessageContaining("1 bytes more than were written");
    }

    @Test
    void noFlippedBitLeadsToAnythingButAChunkOrAFailureOfItsOwn() {
        byte[] whole = bytes(new StateChunk(
                1, true, List.of(List.of("a", "b"), Arrays.asList(1L, null), List.of(1.5, 2.5), List.of(1, 1_000))));

        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(read(flipped).rows()).isLessThanOrEqualTo(StateChunk.ROWS_MAX);
            } catch (SluiceException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void columnsOfDifferentLengthsAreRefused() {
        StateChunk crooked = new StateChunk(0, false, List.of(List.of(1, 2), List.of(1)));

        assertThatThrownBy(() -> bytes(crooked))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the same length, but were given 2 and 1 rows");
    }

    @Test
    void valuesOfClassesThatWereNotDeclaredAreRefused() {
        assertThatThrownBy(() -> bytes(chunk(List.of(new Undeclared())))).isInstanceOf(CodecException.class);
    }

    private StateChunk read(byte[] bytes) {
        byte[] within = new byte[bytes.length + 7];
        System.arraycopy(bytes, 0, within, 5, bytes.length);
        return form.read(new ByteCursor(within, 5, bytes.length));
    }

    private byte[] bytes(StateChunk chunk) {
        ByteBuilder out = new ByteBuilder();
        form.write(chunk, out);
        return out.toByteArray();
    }

    private static StateChunk chunk(List<?> column) {
        return new StateChunk(0, false, List.of(column));
    }

    record Point(int x, String name) {}

    static final class Undeclared {}
}
