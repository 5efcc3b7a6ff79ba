package dev.sluice.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.CorruptionException;
import dev.sluice.log.Frame;
import dev.sluice.table.StateChunk;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DamageTest {
    private static final Cell FIRST = new Cell("state/first", 0, 2);
    private static final Cell SECOND = new Cell("state/first", 1, 2);
    private static final Cell ROLLING = new Cell("window/w", 0, 1);
    private static final List<Cell> CELLS = List.of(FIRST, SECOND, ROLLING);
    private static final String DATA = "data-00000003-0000000000000007";
    private static final String MANIFEST = "snapshot-00000003-0000000000000007";

    private final Disk disk = new Disk();

    @BeforeEach
    void write() {
        write(disk, 3, "1");
    }

    private static void write(Disk disk, int epoch, String suffix) {
        StateChunk mixed = new StateChunk(
                1,
                true,
                List.of(List.of("a" + suffix, "b"), Arrays.asList(1L, null), List.of(0.5, 1.5), List.of(true, 'x')));
        disk.writer(epoch, null)
                .write(
                        7,
                        List.of(
                                CellCapture.full(FIRST, Rows.of(mixed, mixed)),
                                CellCapture.full(SECOND, Rows.of("c" + suffix)),
                                CellCapture.changes(SECOND, Rows.of("d")),
                                CellCapture.rolling(ROLLING, 9, Rows.of(4L, 5L))),
                        new byte[] {(byte) suffix.length(), 2, 3},
                        0);
    }

    @Test
    void everyFlippedBitOfAManifestIsFound() {
        byte[] whole = disk.content(MANIFEST);
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            disk.replace(MANIFEST, flipped(whole, bit));
            assertUnreadable("bit " + bit);
        }
    }

    @Test
    void everyFlippedBitOfADataFileIsFound() {
        byte[] whole = disk.content(DATA);
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            disk.replace(DATA, flipped(whole, bit));
            assertUnreadable("bit " + bit);
        }
    }

    @Test
    void everyTruncationIsFound() {
        for (String file : List.of(MANIFEST, DATA)) {
            byte[] whole = disk.content(file);
            for (int length = 0; length < whole.length; length++) {
                disk.replace(file, Arrays.copyOf(whole, length));
                assertUnreadable(file + " cut to " + length + " bytes");
            }
            disk.replace(file, whole);
        }
        assertReadable();
    }

    @Test
    void aManifestWithoutSomeOfItsFramesIsFound() {
        byte[] whole = disk.content(MANIFEST);
        for (int from = 0; from < whole.length; from++) {
            byte[] holed = whole.clone();
            Arrays.fill(holed, from, Math.min(from + 64, whole.length), (byte) 0);
            disk.replace(MANIFEST, holed);
            assertUnreadable("zeroes from byte " + from);
        }
    }

    @Test
    void aManifestPutTogetherFromTwoSoundOnesIsFound() {
        Disk copy = new Disk();
        write(copy, 3, "12");
        byte[] mixed = disk.content(MANIFEST);
        int first = Frame.HEADER_BYTES + 3;
        assertThat(Arrays.copyOf(mixed, first)).isNotEqualTo(Arrays.copyOf(copy.content(MANIFEST), first));
        System.arraycopy(copy.content(MANIFEST), 0, mixed, 0, first);
        disk.replace(MANIFEST, mixed);

        assertThat(disk.reader().manifests())
                .singleElement()
                .satisfies(found -> assertThat(found.damage())
                        .hasMessageContaining("its parts are sound, but do not belong together"));
    }

    @Test
    void bytesBehindTheEndOfAManifestAreFound() {
        byte[] whole = disk.content(MANIFEST);
        disk.replace(MANIFEST, Arrays.copyOf(whole, whole.length + 1));

        assertUnreadable("a byte more");
    }

    @Test
    void filesOfAnotherJobAreFound() {
        SnapshotReader other = new SnapshotReader(disk.storage(), "", new UUID(9, 9), Disk.CODEC);

        assertThat(other.manifests())
                .singleElement()
                .satisfies(found -> assertThat(found.damage()).hasMessageContaining("of job " + Disk.JOB));
    }

    @Test
    void aManifestUnderTheNameOfAnotherIsFound() {
        byte[] manifest = disk.content(MANIFEST);
        for (String name : List.of("snapshot-00000003-0000000000000008", "snapshot-00000004-0000000000000007")) {
            disk.storage().putIfAbsent(name, manifest);
        }
        disk.storage().putIfAbsent("snapshot-00000005-0000000000000007", disk.content(DATA));

        assertThat(disk.reader().manifests())
                .extracting(found -> found.manifest() != null)
                .containsExactly(false, false, false, true);
    }

    @Test
    void aDataFileOfAnotherVersionIsFound() {
        Disk other = new Disk();
        write(other, 4, "");
        disk.replace(DATA, other.content("data-00000004-0000000000000007"));

        assertThatThrownBy(() -> disk.load(disk.newest(), FIRST))
                .isInstanceOf(CorruptionException.class)
                .hasMessageContaining("data file 7 of epoch 4");
    }

    @Test
    void aSoundDataFileOfTheSameNameFromACopyThatWentAnotherWayIsFound() {
        Disk copy = new Disk();
        write(copy, 3, "2");
        assertThat(copy.content(DATA)).hasSameSizeAs(disk.content(DATA)).isNotEqualTo(disk.content(DATA));
        disk.replace(DATA, copy.content(DATA));

        for (Cell cell : List.of(FIRST, SECOND)) {
            assertThatThrownBy(() -> disk.load(disk.newest(), cell))
                    .isInstanceOf(CorruptionException.class)
                    .hasMessageContaining("is sound, but not what the snapshot was written with");
        }
    }

    private void assertReadable() {
        Manifest manifest = disk.newest();
        assertThat(CELLS)
                .allSatisfy(cell -> assertThat(disk.load(manifest, cell)).isNotEmpty());
    }

    /** Something is found by who reads, and by who checks. */
    private void assertUnreadable(String damage) {
        assertThatThrownBy(() -> {
                    Manifest manifest = disk.newest();
                    if (manifest == null) {
                        throw disk.reader().manifests().get(0).damage();
                    }
                    CELLS.forEach(cell -> disk.load(manifest, cell));
                })
                .as(damage)
                .isInstanceOf(CorruptionException.class)
                .hasMessageContaining("'")
                .hasMessageContaining("byte");
        assertThat(SnapshotCheck.verify(disk.storage(), "", Disk.JOB))
                .as(damage)
                .anyMatch(file -> file.fault() != null);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }
}
