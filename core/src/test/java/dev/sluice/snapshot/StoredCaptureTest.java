package dev.sluice.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.CorruptionException;
import dev.sluice.storage.TypeRegistry;
import dev.sluice.table.StateCapture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Snapshots of what other processes left as files. */
class StoredCaptureTest {
    private static final Cell CELL = new Cell("state/counts", 0, 1);

    private final Disk disk = new Disk();
    private final CaptureFiles files = new CaptureFiles(disk.storage(), "", Disk.JOB, Disk.CODEC);
    private final SnapshotWriter writer = disk.writer(1);
    private final Table table = new Table();

    @Test
    void aSnapshotTakesInSeveralFilesInTheirOrder() {
        for (int key = 0; key < 10_000; key++) {
            table.put("k" + key, key);
        }
        CaptureFile all = files.write("all", CELL, 1, true, table.capture(true));
        table.put("k3", 33);
        table.remove("k4");
        CaptureFile changes = files.write("changes", CELL, 2, false, table.capture(false));
        write(2, CellCapture.full(CELL, files.captured(List.of(all, changes))));
        table.put("k5", 55);
        CaptureFile later = files.write("later", CELL, 3, false, table.capture(false));
        Manifest newest = write(3, CellCapture.changes(CELL, files.captured(List.of(later))));
        List.of(all, changes, later).forEach(files::delete);

        assertThat(disk.table(newest, CELL).entries()).isEqualTo(table.entries());
        assertThat(newest.rows(CELL)).isEqualTo(10_003);
    }

    @Test
    void whatTheSnapshotHoldsAreTheBytesThatWouldBeWrittenOfTheSame() {
        table.put("a", 1);
        CaptureFile file = files.write("all", CELL, 1, true, table.capture(true));
        Manifest copied = write(1, CellCapture.full(CELL, files.captured(List.of(file))));
        Disk other = new Disk();
        Manifest encoded = other.writer(1)
                .write(1, List.of(CellCapture.full(CELL, table.capture(true))), new byte[0], Disk.NO_HORIZON);

        assertThat(copied.chain(CELL)).isEqualTo(encoded.chain(CELL));
        assertThat(disk.content(data(1))).isEqualTo(other.content(data(1)));
    }

    @Test
    void nobodyHasToKnowTheClassesOfTheValues() {
        TypeRegistry knowing = TypeRegistry.builder().allow(Plain.class).build();
        CaptureFiles theirs = new CaptureFiles(disk.storage(), "", Disk.JOB, knowing.codec());
        CaptureFile file = theirs.write("f", CELL, 1, true, Rows.of(new Plain()));
        Manifest newest = write(1, CellCapture.full(CELL, files.captured(List.of(file))));

        List<Object> read = new ArrayList<>();
        new SnapshotReader(disk.storage(), "", Disk.JOB, knowing.codec())
                .load(newest, CELL, chunk -> read.addAll(chunk.columns().get(0)));
        assertThat(read).singleElement().isInstanceOf(Plain.class);
    }

    @Test
    void filesWithoutRowsAreNoRows() {
        CaptureFile empty = files.write("none", CELL, 1, true, Rows.none());
        Manifest newest = write(1, CellCapture.full(CELL, files.captured(List.of(empty, empty))));

        assertThat(newest.rows(CELL)).isZero();
        assertThat(disk.load(newest, CELL)).isEmpty();
    }

    @Test
    void ofADamagedFileThereIsNoSnapshotAndTheNextIsFull() {
        table.put("a", 1);
        write(1, CellCapture.full(CELL, table.capture(true)));
        table.put("b", 2);
        CaptureFile changes = files.write("changes", CELL, 2, false, table.capture(false));
        byte[] content = disk.content("changes");
        content[content.length / 2] ^= 1;
        disk.replace("changes", content);
        StateCapture damaged = files.captured(List.of(changes));

        assertThatThrownBy(() -> write(2, CellCapture.changes(CELL, damaged)))
                .isInstanceOf(CorruptionException.class)
                .hasMessageContaining("'changes'");
        assertThat(disk.newest().version()).isEqualTo(1);
        assertThat(writer.full("state/counts", 1).test(0)).isTrue();
    }

    private Manifest write(long version, CellCapture capture) {
        return writer.write(version, List.of(capture), new byte[0], Disk.NO_HORIZON);
    }

    private static String data(long version) {
        return "data-00000001-000000000000000" + version;
    }

    static final class Plain {
        int field = 1;
    }
}
