package dev.sluice.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.CorruptionException;
import dev.sluice.error.RecoveryException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartTest {
    private static final Cell CELL = new Cell("s", 0, 1);
    private static final String SECOND = "snapshot-00000001-0000000000000020";

    private final Disk disk = new Disk();

    @Test
    void whereNothingEverWasARunStartsFromNothing() {
        Starting start = disk.reader().start(since -> since == 0);

        assertThat(start.manifest()).isNull();
        assertThat(start.version()).isZero();
        assertThat(start.damaged()).isEmpty();
    }

    @Test
    void snapshotsThatAreMissingAreNotTakenForNone() {
        assertThatThrownBy(() -> disk.reader().start(since -> since >= 20))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining(
                        "there is no sound snapshot, and the log does not have all batches after version 0")
                .hasMessageContaining("files are missing; nothing was changed");
    }

    @Test
    void theNewestSnapshotIsTaken() {
        writeTwo();

        Starting start = disk.reader().start(since -> since >= 20);

        assertThat(start.version()).isEqualTo(20);
        assertThat(start.damaged()).isEmpty();
    }

    @Test
    void theNewestSnapshotIsNotTakenWithoutTheLogAfterIt() {
        writeTwo();

        assertThatThrownBy(() -> disk.reader().start(since -> since >= 30))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("the newest sound snapshot is " + SECOND)
                .hasMessageContaining("after version 20");
    }

    @Test
    void anOlderSnapshotIsTakenIfTheLogReachesBackToIt() {
        writeTwo();
        flip(SECOND);

        Starting start = disk.reader().start(since -> since >= 10);

        assertThat(start.version()).isEqualTo(10);
        assertThat(start.damaged()).hasSize(1);
        assertThat(start.damaged().get(0)).hasMessageContaining("'" + SECOND + "' is damaged at byte");
        assertThat(disk.values(start.manifest(), CELL)).containsExactly("a");
    }

    @Test
    void anOlderSnapshotIsNotTakenIfTheLogIsShorter() {
        writeTwo();
        flip(SECOND);

        assertThatThrownBy(() -> disk.reader().start(since -> since >= 20))
                .isInstanceOf(CorruptionException.class)
                .hasMessageContaining("the newest sound snapshot is snapshot-00000001-0000000000000010")
                .hasMessageContaining("'" + SECOND + "' is damaged at byte");
        assertThat(disk.names()).hasSize(4);
    }

    @Test
    void damagedSnapshotsAreNotNeededByALogThatHasEverything() {
        writeTwo();
        flip(SECOND);
        flip("snapshot-00000001-0000000000000010");

        Starting start = disk.reader().start(since -> true);

        assertThat(start.manifest()).isNull();
        assertThat(start.damaged()).hasSize(2);
    }

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
        assertThat(found.get(0).damage()).isNotNull();
        assertThat(found.get(1).manifest()).isNotNull();
        assertThat(found.get(1).damage()).isNull();
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
