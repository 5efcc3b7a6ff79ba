package dev.sluice.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotCheckTest {
    private static final Cell CELL = new Cell("s", 0, 1);
    private static final String DATA = "data-00000001-0000000000000001";
    private static final String MANIFEST = "snapshot-00000001-0000000000000001";

    private final Disk disk = new Disk();

    @Test
    void soundFilesAreReportedWithTheirLengths() {
        write();

        assertThat(check())
                .containsExactly(
                        new CheckedFile(MANIFEST, disk.content(MANIFEST).length, true, null),
                        new CheckedFile(DATA, disk.content(DATA).length, true, null));
    }

    @Test
    void aFileThatNoSnapshotNeedsIsReportedAsSuch() {
        disk.storage().putIfAbsent("data-00000001-0000000000000009", new byte[] {1, 2});

        assertThat(check()).containsExactly(new CheckedFile("data-00000001-0000000000000009", 2, false, null));
    }

    @Test
    void aMissingDataFileIsReported() {
        write();
        disk.storage().delete(DATA);

        assertThat(check())
                .contains(new CheckedFile(DATA, 0, true, "'" + DATA + "' is missing; restore it from a copy"));
    }

    @Test
    void damageIsReportedWithItsPlace() {
        write();
        byte[] content = disk.content(DATA);
        content[content.length - 1] ^= 1;
        disk.replace(DATA, content);

        assertThat(check().get(1).fault()).contains("'" + DATA + "' is damaged at byte 0", "one bit");
    }

    @Test
    void bytesBehindTheEndAreReported() {
        write();
        byte[] longer = Arrays.copyOf(disk.content(DATA), disk.content(DATA).length + 1);
        disk.replace(DATA, longer);

        assertThat(check().get(1).fault()).contains("goes on behind its end");
    }

    private void write() {
        disk.writer(1).write(1, List.of(CellCapture.full(CELL, Rows.of("a"))), new byte[0], 0);
    }

    private List<CheckedFile> check() {
        return SnapshotCheck.verify(disk.storage(), "", Disk.JOB);
    }
}
