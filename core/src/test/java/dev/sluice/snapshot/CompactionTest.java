package dev.sluice.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.CorruptionException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompactionTest {
    private static final Cell CELL = new Cell("s", 0, 1);

    private final Disk disk = new Disk();
    private final SnapshotWriter writer = disk.writer(1);

    @Test
    void manySmallChangesBecomeOneExtentNextToTheFullOne() {
        write(1, CellCapture.full(CELL, Rows.of("full")));
        for (int version = 2; version <= 12; version++) {
            write(version, CellCapture.changes(CELL, Rows.of("" + version)));
        }

        assertThat(disk.newest().chain(CELL).extents()).extracting(Extent::rows).containsExactly(1L, 10L, 1L);
        assertThat(disk.values(disk.newest(), CELL))
                .containsExactly("full", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12");
        writer.prune();
        assertThat(disk.names()).hasSize(4);
    }

    @Test
    void onlyWhatBecomesWorthlessTogetherIsJoined() {
        for (int version = 1; version <= 6; version++) {
            write(version, CellCapture.rolling(CELL, 10 + version / 3, Rows.of("" + version)));
        }

        assertThat(disk.newest().chain(CELL).extents()).extracting(Extent::rows).containsExactly(2L, 3L, 1L);
        assertThat(disk.values(disk.newest(), CELL)).containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void aLargeFileStaysAsLongAsHalfOfItIsReached() {
        Cell other = new Cell("t", 0, 1);
        String large = "x".repeat(100 << 10);
        write(1, CellCapture.full(CELL, Rows.of(large)), CellCapture.full(other, Rows.of(large + "yyy")));
        write(2, CellCapture.full(CELL, Rows.of("small")));
        assertThat(disk.newest().chain(other).extents().get(0).file()).isEqualTo(SnapshotFile.data(1, 1));

        write(3, CellCapture.full(CELL, Rows.of(large)), CellCapture.full(other, Rows.of(large + "yyy")));
        write(4, CellCapture.full(other, Rows.of("small")));
        assertThat(disk.newest().chain(CELL).extents().get(0).file()).isEqualTo(SnapshotFile.data(1, 4));
    }

    @Test
    void damagedRowsAreNotMovedOn() {
        write(1, CellCapture.full(CELL, Rows.of("a")));
        byte[] content = disk.content("data-00000001-0000000000000001");
        content[content.length - 1] ^= 1;
        disk.replace("data-00000001-0000000000000001", content);

        assertThatThrownBy(() -> write(2, CellCapture.changes(CELL, Rows.of("b"))))
                .isInstanceOf(CorruptionException.class)
                .hasMessageContaining("'data-00000001-0000000000000001' is damaged at byte 0");
        write(3, CellCapture.full(CELL, Rows.of("a", "b")));
        assertThat(disk.values(disk.newest(), CELL)).containsExactly("a", "b");
    }

    @Test
    void rowsThatAreNotAsManyAsListedAreFound() {
        Manifest sound = write(1, CellCapture.full(CELL, Rows.of("a")));
        Extent extent = sound.chain(CELL).extents().get(0);
        Extent crooked = new Extent(
                extent.file(), 0, 1, 1, extent.bytes(), extent.rows() + 1, extent.checksum(), extent.until());
        Manifest manifest =
                new Manifest(sound.file(), sound.info(), Map.of(CELL, new Chain(List.of(crooked))), sound.seals());

        assertThatThrownBy(() -> disk.load(manifest, CELL))
                .isInstanceOf(CorruptionException.class)
                .hasMessageContaining("has 1 rows, but 2 were written of 's', partition 0 of 1");
    }

    private Manifest write(long version, CellCapture... captures) {
        return writer.write(version, List.of(captures), new byte[0], Disk.NO_HORIZON);
    }
}
