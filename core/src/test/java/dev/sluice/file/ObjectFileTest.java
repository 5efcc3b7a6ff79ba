package dev.sluice.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.CodecException;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import dev.sluice.storage.TypeRegistry;
import dev.sluice.time.ManualClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ObjectFileTest {
    private static final TypeRegistry TYPES = TypeRegistry.defaults();

    private final Storage storage = new InMemoryStorage(new ManualClock());
    private int files;

    record Reading(String sensor, double value, List<Integer> codes) {}

    private static Reading reading(int i) {
        return new Reading("sensor-" + i % 7, i / 3.0, List.of(i, -i));
    }

    private byte[] written(List<?> records) {
        return writtenWith(TYPES, records);
    }

    private byte[] writtenWith(TypeRegistry types, List<?> records) {
        StagedDirectory directory = new StagedDirectory(new Location(storage, "file" + ++files));
        directory.publish(directory.write(0, RecordForm.objects(types), records.iterator()));
        return storage.read("file" + files + "/part-00000", 0, Integer.MAX_VALUE);
    }

    private List<Object> read(byte[] bytes) {
        String name = "read" + ++files;
        assertThat(storage.putIfAbsent(name, bytes)).isTrue();
        List<Object> records = new ArrayList<>();
        new ObjectReader<>(new Location(storage, name), TYPES.codec()).forEachRemaining(records::add);
        return records;
    }

    private static List<Reading> readings(int count) {
        return IntStream.range(0, count).mapToObj(ObjectFileTest::reading).toList();
    }

    @Test
    void recordsComeBackAsTheyWere() {
        List<Object> records = Arrays.asList("text", 1, null, reading(5), Map.of("a", 1L), List.of(), null);
        assertThat(read(written(records))).isEqualTo(records);
    }

    @Test
    void manyRecordsAndLargeOnesComeBackInOrder() {
        List<Object> records = new ArrayList<>(readings(100_000));
        records.add(7, "x".repeat(1 << 20));
        records.add(50_000, "y".repeat(1 << 20));
        assertThat(read(written(records))).isEqualTo(records);
    }

    @Test
    void recordsWithoutFieldsComeBack() {
        record Nothing() {}
        List<Nothing> records =
                IntStream.range(0, 200_000).mapToObj(i -> new Nothing()).toList();
        assertThat(read(written(records))).hasSize(200_000).containsOnly(new Nothing());
    }

    @Test
    void theSameRecordsMakeTheSameBytes() {
        byte[] first = written(readings(20_000));
        assertThat(written(List.of("something else", 7L))).isNotEqualTo(first);
        assertThat(written(readings(20_000))).isEqualTo(first);
        assertThat(writtenWith(TypeRegistry.defaults(), readings(20_000))).isEqualTo(first);
    }

    @Test
    void behindTheLastRecordIsNothing() {
        assertThat(storage.putIfAbsent("one", written(List.of("a")))).isTrue();
        ObjectReader<String> reader = new ObjectReader<>(new Location(storage, "one"), TYPES.codec());
        assertThat(reader.next()).isEqualTo("a");
        assertThat(reader.hasNext()).isFalse();
        assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void everyFlippedBitIsFound() {
        byte[] bytes = written(readings(3));
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> read(damaged)).as("bit %d", bit).isInstanceOf(CodecException.class);
        }
    }

    @Test
    void everyMissingEndIsFound() {
        byte[] bytes = written(readings(300));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cutOff = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> read(cutOff))
                    .isInstanceOf(CodecException.class)
                    .hasMessageMatching("'read\\d+' is damaged at byte \\d+: it ends within (the beginning|a frame);"
                            + " bring the file back from a copy, or write it again");
        }
    }

    @Test
    void zerosAreNeverAFrame() {
        assertDamaged(joined(Frame.FILE_HEADER, new byte[64]), "no frame begins there");
    }

    @Test
    void whatFollowsTheEndIsFound() {
        byte[] bytes = written(List.of("a"));
        assertDamaged(Arrays.copyOf(bytes, bytes.length + 1), "something follows the end");
        assertDamaged(joined(bytes, bytes), "something follows the end");
    }

    @Test
    void framesOfAnotherFileAreFound() {
        byte[] mine = written(List.of("mine"));
        byte[] other = written(List.of("alsø"));
        int end = mine.length - Frame.HEADER_BYTES - Frame.END_BYTES;
        byte[] mixed = joined(Arrays.copyOf(other, end), Arrays.copyOfRange(mine, end, mine.length));
        assertDamaged(mixed, "frames of another file are before it");
    }

    @Test
    void anotherKindOfFileIsRefused() {
        assertThatThrownBy(() -> read("a line of text\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(CodecException.class)
                .hasMessageMatching(
                        "'read\\d+' is no object file of this version; read files that saveAsObjectFiles wrote,"
                                + " and text with textFile");
    }

    private void assertDamaged(byte[] bytes, String reason) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(CodecException.class).hasMessageContaining(reason);
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
