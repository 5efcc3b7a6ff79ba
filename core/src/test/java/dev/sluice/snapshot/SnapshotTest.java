package dev.sluice.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.CodecException;
import dev.sluice.error.CorruptionException;
import dev.sluice.error.FencedException;
import dev.sluice.error.RecoveryException;
import dev.sluice.error.StorageException;
import dev.sluice.storage.TypeRegistry;
import dev.sluice.table.StateChunk;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private static final Cell COUNTS = new Cell("state/counts", 0, 1);
    private static final Cell TOTALS = new Cell("state/totals", 0, 1);
    private static final Cell WINDOW = new Cell("window/last", 0, 1);

    private final Disk disk = new Disk();
    private final SnapshotWriter writer = disk.writer(1);

    @Test
    void aSnapshotGivesBackWhatWasCaptured() {
        write(5, CellCapture.full(COUNTS, Rows.of("a", "b")), CellCapture.full(TOTALS, Rows.of(1L)));

        Manifest newest = disk.newest();

        assertThat(newest.version()).isEqualTo(5);
        assertThat(newest.epoch()).isEqualTo(1);
        assertThat(newest.info()).containsExactly(5);
        assertThat(newest.cells()).containsExactly(COUNTS, TOTALS);
        assertThat(newest.cells("state/totals")).containsExactly(TOTALS);
        assertThat(newest.rows(COUNTS)).isEqualTo(2);
        assertThat(disk.values(newest, COUNTS)).containsExactly("a", "b");
        assertThat(disk.values(newest, TOTALS)).containsExactly(1L);
    }

    @Test
    void changesComeAfterWhatTheyChange() {
        write(1, CellCapture.full(COUNTS, Rows.of("a")));
        write(2, CellCapture.changes(COUNTS, Rows.of("b")));
        write(3, CellCapture.changes(COUNTS, Rows.of("c")), CellCapture.changes(COUNTS, Rows.of("d")));

        assertThat(disk.values(disk.newest(), COUNTS)).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aFullCaptureReplacesWhatWasStored() {
        write(1, CellCapture.full(COUNTS, Rows.of("a")));
        write(2, CellCapture.changes(COUNTS, Rows.of("b")));
        write(3, CellCapture.full(COUNTS, Rows.of("c")));

        assertThat(disk.values(disk.newest(), COUNTS)).containsExactly("c");
    }

    @Test
    void cellsThatWereNotCapturedStay() {
        write(1, CellCapture.full(COUNTS, Rows.of("a")), CellCapture.full(TOTALS, Rows.of("b")));
        write(2, CellCapture.changes(TOTALS, Rows.of("c")));
        write(3);

        assertThat(disk.values(disk.newest(), COUNTS)).containsExactly("a");
        assertThat(disk.values(disk.newest(), TOTALS)).containsExactly("b", "c");
    }

    @Test
    void anOlderSnapshotStaysAsItWas() {
        Manifest first = write(1, CellCapture.full(COUNTS, Rows.of("a")));
        write(2, CellCapture.full(COUNTS, Rows.of("b")));
        writer.prune();

        assertThat(disk.values(first, COUNTS)).containsExactly("a");
    }

    @Test
    void anEmptyCellIsStoredAndCanChange() {
        write(1, CellCapture.full(COUNTS, Rows.none()));
        assertThat(disk.names()).containsExactly("snapshot-00000001-0000000000000001");
        assertThat(writer.full("state/counts", 1).test(0)).isFalse();

        write(2, CellCapture.changes(COUNTS, Rows.of("a")));
        write(3, CellCapture.changes(COUNTS, Rows.none()));

        assertThat(disk.newest().cells()).containsExactly(COUNTS);
        assertThat(disk.values(disk.newest(), COUNTS)).containsExactly("a");
    }

    @Test
    void rowsLeaveARollingCellFromItsFront() {
        write(1, CellCapture.rolling(WINDOW, 10, Rows.of("a")), CellCapture.rolling(WINDOW, 20, Rows.of("b")));
        write(2, CellCapture.rolling(WINDOW, 30, Rows.of("c")));
        assertThat(disk.values(disk.newest(), WINDOW)).containsExactly("a", "b", "c");

        writer.write(3, List.of(CellCapture.rolling(WINDOW, 40, Rows.of("d"))), new byte[0], 20);
        assertThat(disk.values(disk.newest(), WINDOW)).containsExactly("c", "d");

        writer.write(4, List.of(), new byte[0], 40);
        assertThat(disk.newest().cells()).isEmpty();
    }

    @Test
    void aRunGoesOnFromTheSnapshotOfAnEarlierOne() {
        write(1, CellCapture.full(COUNTS, Rows.of("a")));

        SnapshotWriter next = disk.writer(2);
        assertThat(next.full("state/counts", 1).test(0)).isFalse();
        next.write(2, List.of(CellCapture.changes(COUNTS, Rows.of("b"))), new byte[0], Disk.NO_HORIZON);

        assertThat(disk.newest().name()).isEqualTo("snapshot-00000002-0000000000000002");
        assertThat(disk.values(disk.newest(), COUNTS)).containsExactly("a", "b");
    }

    @Test
    void anOwnerThatIsNoMoreIsLeftOut() {
        Manifest base = write(1, CellCapture.full(COUNTS, Rows.of("a")), CellCapture.full(TOTALS, Rows.of("b")));

        disk.writer(2, base.without("state/counts")).write(2, List.of(), new byte[0], Disk.NO_HORIZON);

        assertThat(disk.newest().cells()).containsExactly(TOTALS);
    }

    @Test
    void anOwnerMayBeDividedAnew() {
        write(1, CellCapture.full(new Cell("s", 0, 1), Rows.of("a", "b")));
        write(
                2,
                CellCapture.full(new Cell("s", 0, 2), Rows.of("a")),
                CellCapture.full(new Cell("s", 1, 2), Rows.of("b")));

        assertThat(disk.newest().cells()).containsExactly(new Cell("s", 0, 2), new Cell("s", 1, 2));
    }

    @Test
    void anOwnerIsNotDividedAnewInPart() {
        write(1, CellCapture.full(new Cell("s", 0, 1), Rows.of("a", "b")));

        assertThatThrownBy(() -> write(2, CellCapture.full(new Cell("s", 1, 2), Rows.of("b"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another number of partitions")
                .hasMessageContaining("none was given of 's', partition 0 of 2");
        assertThat(disk.values(disk.newest(), new Cell("s", 0, 1))).containsExactly("a", "b");
    }

    @Test
    void changesOfNothingAreRefused() {
        assertThatThrownBy(() -> write(1, CellCapture.changes(COUNTS, Rows.of("a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'state/counts', partition 0 of 1 must be full")
                .hasMessageContaining("ask full(owner, partitions)");
        assertThat(disk.newest()).isNull();
    }

    @Test
    void aChunkThatIsTooLongForAFrameIsHalved() {
        String long1 = "x".repeat(5 << 20);
        StateChunk chunk = new StateChunk(7, true, List.of(Collections.nCopies(5, long1), List.of(1, 2, 3, 4, 5)));

        write(1, CellCapture.full(COUNTS, Rows.of(chunk)));

        List<StateChunk> back = disk.load(disk.newest(), COUNTS);
        assertThat(back).hasSizeGreaterThan(1).allMatch(part -> part.kind() == 7 && part.keyed());
        assertThat(back.stream().flatMap(part -> part.columns().get(1).stream()).toList())
                .isEqualTo(List.of(1, 2, 3, 4, 5));
    }

    @Test
    void moreRowsThanAChunkShouldHaveAreCut() {
        List<Long> rows = LongStream.range(0, 10_000).boxed().toList();

        write(1, CellCapture.full(COUNTS, Rows.of(new StateChunk(0, false, List.of(rows)))));

        assertThat(disk.values(disk.newest(), COUNTS)).isEqualTo(rows);
        assertThat(disk.load(disk.newest(), COUNTS)).allMatch(chunk -> chunk.rows() <= StateChunk.ROWS_MAX);
    }

    @Test
    void aSnapshotThatFailedIsMadeUpForByFullCaptures() {
        write(1, CellCapture.full(COUNTS, Rows.of("a")), CellCapture.full(TOTALS, Rows.of("b")));
        assertThatThrownBy(() -> write(2, CellCapture.changes(COUNTS, Rows.of(new ChunkFormTest.Undeclared()))))
                .isInstanceOf(CodecException.class);

        assertThat(writer.full("state/counts", 1).test(0)).isTrue();
        assertThat(writer.full("state/totals", 1).test(0)).isFalse();
        assertThatThrownBy(() -> write(3, CellCapture.changes(COUNTS, Rows.of("c"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be captured in full, but was not");
        assertThatThrownBy(() -> write(4, CellCapture.changes(TOTALS, Rows.of("c"))))
                .hasMessageContaining("'state/counts', partition 0 of 1 must be captured in full");

        write(5, CellCapture.full(COUNTS, Rows.of("a", "c")), CellCapture.full(TOTALS, Rows.of("b")));
        assertThat(writer.full("state/counts", 1).test(0)).isFalse();
        assertThat(disk.values(disk.newest(), COUNTS)).containsExactly("a", "c");
    }

    @Test
    void whatWasLostWithAFailedSnapshotNeedsNoCaptureOnceItIsWorthless() {
        assertThatThrownBy(() -> write(1, CellCapture.rolling(WINDOW, 10, Rows.of(new ChunkFormTest.Undeclared()))))
                .isInstanceOf(CodecException.class);

        assertThatThrownBy(() -> writer.write(2, List.of(), new byte[0], 9)).hasMessageContaining("'window/last'");
        writer.write(3, List.of(), new byte[0], 10);

        assertThat(disk.newest().cells()).isEmpty();
    }

    @Test
    void theRowsAreDurableBeforeTheManifestIsPut() {
        WatchedStorage watched = new WatchedStorage(disk.storage());

        new Disk(watched)
                .writer(1, null)
                .write(1, List.of(CellCapture.full(COUNTS, Rows.of("a"))), new byte[0], Disk.NO_HORIZON);

        String data = "data-00000001-0000000000000001";
        assertThat(watched.operations())
                .containsExactly(
                        "create " + data,
                        "append " + data,
                        "sync " + data,
                        "sync directory",
                        "close " + data,
                        "put snapshot-00000001-0000000000000001");
    }

    @Test
    void aRunThatAnotherHasTakenOverFromPublishesNothing() {
        Runnable fence = () -> {
            throw new FencedException("epoch 2 is there");
        };
        SnapshotWriter fenced = new SnapshotWriter(disk.storage(), "", Disk.JOB, 1, Disk.CODEC, fence, null);

        assertThatThrownBy(() -> fenced.write(1, List.of(), new byte[0], 0)).isInstanceOf(FencedException.class);
        assertThat(disk.names()).isEmpty();
    }

    @Test
    void aVersionIsWrittenOnce() {
        write(1, CellCapture.full(COUNTS, Rows.none()));

        assertThatThrownBy(() -> write(1, CellCapture.full(COUNTS, Rows.none()), CellCapture.full(TOTALS, Rows.none())))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("was there before this run wrote it")
                .hasMessageContaining("a version, of its own");
    }

    @Test
    void valuesThatThisProgramCannotReadAreNamed() {
        TypeRegistry knowing = TypeRegistry.builder().allow(Plain.class).build();
        new SnapshotWriter(disk.storage(), "", Disk.JOB, 1, knowing.codec(), () -> {}, null)
                .write(1, List.of(CellCapture.full(COUNTS, Rows.of(new Plain()))), new byte[0], 0);

        assertThatThrownBy(() -> disk.load(disk.newest(), COUNTS))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("what is stored of 'state/counts', partition 0 of 1 cannot be read")
                .hasMessageContaining("declare its classes");
    }

    @Test
    void rowsThatAreMissingAreNamed() {
        write(1, CellCapture.full(COUNTS, Rows.of("a")));
        disk.storage().delete("data-00000001-0000000000000001");

        assertThatThrownBy(() -> disk.load(disk.newest(), COUNTS))
                .isInstanceOf(CorruptionException.class)
                .hasMessageContaining("'data-00000001-0000000000000001' is missing");
    }

    private Manifest write(long version, CellCapture... captures) {
        return writer.write(version, List.of(captures), new byte[] {(byte) version}, Disk.NO_HORIZON);
    }

    static final class Plain {
        int field = 1;
    }
}
