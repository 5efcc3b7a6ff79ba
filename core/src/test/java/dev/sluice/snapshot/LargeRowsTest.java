package dev.sluice.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.CodecException;
import dev.sluice.log.Frame;
import dev.sluice.table.StateCapture;
import dev.sluice.table.StateChunk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that take a megabyte and more, next to small ones. */
class LargeRowsTest {
    private static final Cell CELL = new Cell("state/documents", 0, 1);
    private static final int MIB = 1 << 20;

    private final Disk disk = new Disk();
    private final SnapshotWriter writer = disk.writer(1);

    /** A value whose class has no form of its own. */
    record Document(String title, byte[] content) {}

    private static StateChunk row(String key, Object value) {
        return new StateChunk(1, true, List.of(List.of(key), List.of(value)));
    }

    @ParameterizedTest(name = "{0} MiB")
    @ValueSource(ints = {1, 5, 15, 16, 17, 20, 33})
    void aRowOfManyMegabytesComesBack(int mib) {
        String text = "x".repeat(mib * MIB);
        Document document = new Document("large", new byte[mib * MIB]);
        document.content()[mib * MIB - 1] = 7;

        writer.write(
                1,
                List.of(CellCapture.full(
                        CELL, Rows.of(row("a", "small"), row("b", text), row("c", document), row("d", "small")))),
                new byte[0],
                Disk.NO_HORIZON);

        List<StateChunk> back = disk.load(disk.newest(), CELL);
        assertThat(back)
                .extracting(chunk -> chunk.columns().get(0).get(0))
                .asString()
                .isEqualTo("[a, b, c, d]");
        assertThat(back.get(1).columns().get(1).get(0).equals(text)).isTrue();
        assertThat(((Document) back.get(2).columns().get(1).get(0)).content()).isEqualTo(document.content());
    }

    @ParameterizedTest(name = "{0} bytes more than a frame holds")
    @ValueSource(ints = {-1, 0, 1, Frame.PAYLOAD_BYTES_MAX - 1, Frame.PAYLOAD_BYTES_MAX, Frame.PAYLOAD_BYTES_MAX + 1})
    void aRowThatJustFillsItsFramesComesBack(int more) {
        String text = "x".repeat(Frame.PAYLOAD_BYTES_MAX + more - overhead());
        assertThat(encoded(text)).isEqualTo(Frame.PAYLOAD_BYTES_MAX + more);

        writer.write(
                1,
                List.of(CellCapture.full(CELL, Rows.of(row("a", text), row("b", "next")))),
                new byte[0],
                Disk.NO_HORIZON);

        List<StateChunk> back = disk.load(disk.newest(), CELL);
        assertThat(back).hasSize(2);
        assertThat(back.get(0).columns().get(1).get(0).equals(text)).isTrue();
        assertThat(disk.newest().chain(CELL).extents().get(0).frames())
                .isEqualTo((more + Frame.PAYLOAD_BYTES_MAX) / Frame.PAYLOAD_BYTES_MAX + 2);
    }

    private static int overhead() {
        return encoded("x".repeat(Frame.PAYLOAD_BYTES_MAX)) - Frame.PAYLOAD_BYTES_MAX;
    }

    private static int encoded(String text) {
        ByteBuilder bytes = new ByteBuilder();
        new ChunkForm(Disk.CODEC).write(row("a", text), bytes);
        return bytes.size();
    }

    @Test
    void aRowInSeveralFramesIsMovedToAnotherFileWhole() {
        String text = "x".repeat(20 * MIB);
        Cell other = new Cell("state/other", 0, 1);
        Rows large = Rows.of(row("a", text));
        writer.write(
                1,
                List.of(CellCapture.full(CELL, large), CellCapture.full(other, Rows.of(row("o", text + text)))),
                new byte[0],
                Disk.NO_HORIZON);
        writer.write(2, List.of(CellCapture.full(other, Rows.of(row("o", "small")))), new byte[0], Disk.NO_HORIZON);

        assertThat(disk.newest().chain(CELL).extents().get(0).file()).isEqualTo(SnapshotFile.data(1, 2));
        assertThat(disk.load(disk.newest(), CELL).get(0).columns().get(1).get(0).equals(text))
                .isTrue();
    }

    @Test
    void aChunkOfLargeRowsIsCutBeforeItIsEncoded() {
        List<String> keys = IntStream.range(0, 64).mapToObj(i -> "k" + i).toList();
        List<Object> documents = new ArrayList<>();
        keys.forEach(key -> documents.add(new Document(key, new byte[MIB])));

        writer.write(
                1,
                List.of(CellCapture.full(CELL, Rows.of(new StateChunk(1, true, List.of(keys, documents))))),
                new byte[0],
                Disk.NO_HORIZON);

        List<StateChunk> back = disk.load(disk.newest(), CELL);
        assertThat(back).allMatch(chunk -> chunk.rows() <= ChunkWriter.CHUNK_BYTES / MIB);
        assertThat(back.stream()
                        .flatMap(chunk -> chunk.columns().get(0).stream())
                        .toList())
                .isEqualTo(keys);
    }

    @Test
    void aChunkOfSmallRowsStaysWhole() {
        List<Integer> keys = IntStream.range(0, StateChunk.ROWS_MAX).boxed().toList();
        List<Document> documents = Collections.nCopies(keys.size(), new Document("a title", new byte[100]));

        writer.write(
                1,
                List.of(CellCapture.full(CELL, Rows.of(new StateChunk(1, true, List.of(keys, documents))))),
                new byte[0],
                Disk.NO_HORIZON);

        assertThat(disk.load(disk.newest(), CELL)).singleElement().matches(chunk -> chunk.rows() == keys.size());
    }

    @Test
    void aRowThatIsMoreThanARowMayBeIsRefused() {
        try (DataWriter out =
                new DataWriter(new SnapshotDirectory(disk.storage(), "", Disk.JOB), SnapshotFile.data(1, 1))) {
            ChunkWriter chunks = new ChunkWriter(new ChunkForm(Disk.CODEC), out, 17 * MIB);
            StateCapture large = Rows.of(row("key", "x".repeat(18 * MIB)));
            assertThatThrownBy(() -> chunks.write(CELL, large))
                    .isInstanceOf(CodecException.class)
                    .hasMessageMatching("the state of 'state/documents', partition 0 of 1 cannot be stored: a row takes"
                            + " 188743\\d\\d bytes, \\d{1,2} of them its key, but at most 17825792 are stored as one;"
                            + " keep less under one key");
        }
    }
}
