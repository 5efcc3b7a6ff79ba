package dev.sluice.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.CodecException;
import dev.sluice.error.CorruptionException;
import dev.sluice.error.FencedException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PruneTest {
    private static final Cell CELL = new Cell("s", 0, 1);

    private final Disk disk = new Disk();
    private final SnapshotWriter writer = disk.writer(1);

    @Test
    void theNewestTwoSnapshotsAndWhatTheyReachAreKept() {
        writeFull(writer, 1);
        writeFull(writer, 2);
        writeFull(writer, 3);

        Pruned pruned = writer.prune();

        assertThat(pruned.kept()).extracting(Manifest::version).containsExactly(3L, 2L);
        assertThat(pruned.deleted())
                .containsExactly("snapshot-00000001-0000000000000001", "data-00000001-0000000000000001");
        assertThat(disk.names())
                .containsExactly(
                        "data-00000001-0000000000000002",
                        "data-00000001-0000000000000003",
                        "snapshot-00000001-0000000000000002",
                        "snapshot-00000001-0000000000000003");
        assertThat(writer.prune().deleted()).isEmpty();
    }

    @Test
    void whatBelongsToOthersIsNotTouched() {
        disk.storage().putIfAbsent("job", new byte[] {1});
        disk.storage().putIfAbsent("log-00000001-00000001", new byte[] {1});
        disk.storage().putIfAbsent("data-00000001-0000000000000000.tmp", new byte[] {1});
        disk.storage().createDirectories("data-00000001-0000000000000007");
        writeFull(writer, 1);

        assertThat(writer.prune().deleted()).isEmpty();
    }

    @Test
    void whatAFailedSnapshotLeftIsDeleted() {
        writeFull(writer, 1);
        Rows halfWay = new Rows(List.of(
                Rows.of("x".repeat(2 << 20)).chunks().get(0),
                Rows.of(new ChunkFormTest.Undeclared()).chunks().get(0)));
        assertThatThrownBy(() -> writer.write(2, List.of(CellCapture.full(CELL, halfWay)), new byte[0], 0))
                .isInstanceOf(CodecException.class);
        assertThat(disk.names()).contains("data-00000001-0000000000000002");

        assertThat(writer.prune().deleted()).containsExactly("data-00000001-0000000000000002");
    }

    @Test
    void aRunThatHasWrittenNoSnapshotLeavesTheFilesOfEarlierRuns() {
        writeFull(writer, 1);
        writeFull(writer, 2);
        writeFull(writer, 3);
        disk.storage().putIfAbsent("data-00000001-0000000000000004", new byte[] {1});
        disk.storage().putIfAbsent("data-00000002-0000000000000004", new byte[] {1});

        SnapshotWriter next = disk.writer(2);

        assertThat(next.prune().deleted()).containsExactly("data-00000002-0000000000000004");
        writeFull(next, 5);
        assertThat(next.prune().deleted())
                .containsExactly(
                        "snapshot-00000001-0000000000000002",
                        "snapshot-00000001-0000000000000001",
                        "data-00000001-0000000000000001",
                        "data-00000001-0000000000000002",
                        "data-00000001-0000000000000004");
    }

    @Test
    void aDamagedSnapshotDoesNotCountAmongTheTwo() {
        writeFull(writer, 1);
        writeFull(writer, 2);
        disk.replace("snapshot-00000001-0000000000000002", new byte[] {1});
        SnapshotWriter next = disk.writer(2);
        writeFull(next, 3);

        Pruned pruned = next.prune();

        assertThat(pruned.kept()).extracting(Manifest::version).containsExactly(3L, 1L);
        assertThat(pruned.deleted()).containsExactly("data-00000001-0000000000000002");
    }

    @Test
    void nothingIsDeletedIfTheNewestSnapshotCannotBeReadBack() {
        writeFull(writer, 1);
        writeFull(writer, 2);
        writeFull(writer, 3);
        disk.replace("snapshot-00000001-0000000000000003", new byte[] {1});

        assertThatThrownBy(writer::prune)
                .isInstanceOf(CorruptionException.class)
                .hasMessageContaining("nothing was deleted");
        assertThat(disk.names()).hasSize(6);
    }

    @Test
    void nothingIsDeletedOnceAnotherRunHasTakenOver() {
        writeFull(writer, 1);
        writeFull(writer, 2);
        writeFull(writer, 3);
        writeFull(disk.writer(2), 4);

        assertThatThrownBy(writer::prune)
                .isInstanceOf(FencedException.class)
                .hasMessageContaining("another run has taken over from epoch 1");
        assertThat(disk.names()).hasSize(8);
    }

    @Test
    void manifestsAreGoneForGoodBeforeWhatTheyReachIsDeleted() {
        WatchedStorage watched = new WatchedStorage(disk.storage());
        SnapshotWriter watchedWriter = new Disk(watched).writer(1, null);
        writeFull(watchedWriter, 1);
        writeFull(watchedWriter, 2);
        writeFull(watchedWriter, 3);
        watched.operations().clear();

        watchedWriter.prune();

        assertThat(watched.operations())
                .filteredOn(operation -> !operation.startsWith("read"))
                .containsExactly(
                        "list",
                        "delete snapshot-00000001-0000000000000001",
                        "sync directory",
                        "delete data-00000001-0000000000000001");
        assertThat(watched.operations().get(1)).isEqualTo("read snapshot-00000001-0000000000000003");
    }

    @Test
    void theFenceIsAskedBeforeAnythingIsDeleted() {
        writeFull(writer, 1);
        writeFull(writer, 2);
        writeFull(writer, 3);
        Runnable fence = () -> {
            throw new FencedException("epoch 2 is there");
        };
        SnapshotWriter fenced = new SnapshotWriter(disk.storage(), "", Disk.JOB, 1, Disk.CODEC, fence, disk.newest());

        assertThatThrownBy(fenced::prune).isInstanceOf(FencedException.class);
        assertThat(disk.names()).hasSize(6);
    }

    @Test
    void whatAnOlderSnapshotReachesIsKeptThroughTheNewer() {
        writeFull(writer, 1);
        for (int version = 2; version < 6; version++) {
            writer.write(version, List.of(), new byte[0], 0);
            writer.prune();
        }

        assertThat(disk.values(disk.newest(), CELL)).containsExactly("1");
    }

    private static void writeFull(SnapshotWriter writer, long version) {
        writer.write(version, List.of(CellCapture.full(CELL, Rows.of("" + version))), new byte[0], 0);
    }
}
