package dev.sluice.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestsTest {
    private static final Cell CELL = new Cell("s", 0, 1);
    private static final String SECOND = "snapshot-00000001-0000000000000020";

    private final Disk disk = new Disk();

    @Test
    void allManifestsAreShownNewestFirst() {
        writeTwo();
        flip(SECOND);
        disk.storage().createDirectories("snapshot-00000009-0000000000000009");
        disk.storage().putIfAbsent("snapshot-00000009-0000000000000009.tmp", new byte[] {1});
        disk.storage().putIfAbsent(".DS_Store", new byte[] {1});

        List<StoredManifest> found = disk.reader().manifests();

        assertThat(found).extracting(StoredManifest::version).containsExactly(20L, 10L);
        assertThat(found.get(0).manifest()).isNull();
        assertThat(found.get(0).damage()).hasMessageContaining("'" + SECOND + "' is damaged at byte");
        assertThat(found.get(1).manifest()).isNotNull();
        assertThat(found.get(1).damage()).isNull();
        assertThat(disk.values(found.get(1).manifest(), CELL)).containsExactly("a");
    }

    private void writeTwo() {
        SnapshotWriter writer = disk.writer(1);
        writer.write(10, List.of(CellCapture.full(CELL, Rows.of("a"))), new byte[0], 0);
        writer.write(20, List.of(CellCapture.full(CELL, Rows.of("b"))), new byte[0], 0);
    }

    private void flip(String name) {
        byte[] content = disk.content(name);
        content[content.length / 2] ^= 4;
        disk.replace(name, content);
    }
}
