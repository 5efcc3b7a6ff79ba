package dev.sluice.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.CodecException;
import dev.sluice.error.CorruptionException;
import dev.sluice.error.StorageException;
import dev.sluice.table.StateCapture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CaptureFilesTest {
    private static final Cell CELL = new Cell("counts", 1, 2);

    private final Disk disk = new Disk();
    private final CaptureFiles files = new CaptureFiles(disk.storage(), "", Disk.JOB, Disk.CODEC);
    private final Table table = new Table();

    @Test
    void aCaptureOfEverythingAndThoseAfterItGiveTheState() {
        for (int key = 0; key < 10_000; key++) {
            table.put("k" + key, key);
        }
        CaptureFile all = files.write("all", CELL, 1, true, table.capture(true));
        table.put("k3", 33);
        table.remove("k4");
        table.put("new", 1);
        CaptureFile changes = files.write("changes", CELL, 2, false, table.capture(false));

        Table read = new Table();
        StateCapture both = files.captured(List.of(all, changes));
        both.forEachChunk(read::restore);
        assertThat(read.entries()).isEqualTo(table.entries());
        assertThat(both.rows()).isEqualTo(10_003);
        assertThat(List.of(all.full(), changes.full())).containsExactly(true, false);
        assertThat(changes.cell()).isEqualTo(CELL);
    }

    @Test
    void whatAnotherProcessIsToldIsEnoughToReadIt() throws Exception {
        table.put("a", 1);
        CaptureFile told = copy(files.write("f", CELL, 7, true, table.capture(true)));
        Table read = new Table();
        new CaptureFiles(disk.storage(), "", Disk.JOB, Disk.CODEC).load(told, read::restore);
        assertThat(read.entries()).containsExactly(Map.entry("a", 1L));
    }

    @Test
    void nothingNeedsNoFile() {
        CaptureFile empty = files.write("none", CELL, 3, false, Rows.none());
        assertThat(disk.names()).isEmpty();
        files.load(empty, chunk -> {
            throw new AssertionError(chunk);
        });
    }

    @Test
    void everyFlippedBitIsFound() {
        table.put("key", 5);
        CaptureFile file = files.write("f", CELL, 1, true, table.capture(true));
        byte[] whole = disk.content("f");
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            disk.replace("f", damaged);
            assertThatThrownBy(() -> files.load(file, chunk -> {}))
                    .as("bit " + bit)
                    .isInstanceOf(CorruptionException.class);
        }
        for (int length = 0; length < whole.length; length++) {
            disk.replace("f", Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> files.load(file, chunk -> {}))
                    .as("of length " + length)
                    .isInstanceOf(CorruptionException.class);
        }
    }

    @Test
    void anotherFileUnderTheNameIsFound() {
        table.put("key", 5);
        CaptureFile file = files.write("f", CELL, 1, true, table.capture(true));
        table.put("key", 6);
        disk.storage().delete("f");
        new CaptureFiles(disk.storage(), "", new UUID(9, 9), Disk.CODEC).write("f", CELL, 1, true, table.capture(true));
        assertThatThrownBy(() -> files.load(file, chunk -> {})).isInstanceOf(CorruptionException.class);
        files.delete(file);
        assertThatThrownBy(() -> files.load(file, chunk -> {}))
                .isInstanceOf(CorruptionException.class)
                .hasMessage("'f' is missing, but the state needs it");
        files.delete(file);
    }

    @Test
    void aNameIsTakenOnce() {
        table.put("key", 5);
        CaptureFile file = files.write("f", CELL, 1, true, table.capture(true));
        StateCapture again = table.capture(true);
        assertThatThrownBy(() -> files.write("f", CELL, 1, true, again))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.EXISTS));
        Table read = new Table();
        files.load(file, read::restore);
        assertThat(read.entries()).isEqualTo(table.entries());
    }

    @Test
    void whatCannotBeStoredIsRefusedByItsCell() {
        StateCapture odd = Rows.of(new Thread());
        assertThatThrownBy(() -> files.write("f", CELL, 1, true, odd))
                .isInstanceOf(CodecException.class)
                .hasMessageStartingWith("the state of 'counts', partition 1 of 2 cannot be stored");
    }

    private static CaptureFile copy(CaptureFile file) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(file);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (CaptureFile) in.readObject();
        }
    }
}
