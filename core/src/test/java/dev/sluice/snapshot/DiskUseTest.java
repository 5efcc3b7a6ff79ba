package dev.sluice.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thousand snapshots of random states, of which some change all the time and some hardly ever. */
class DiskUseTest {
    private static final int CELLS = 4;
    private static final int SNAPSHOTS = 1_000;
    private static final long KEPT = 20;

    @ParameterizedTest
    @ValueSource(ints = {20, 600})
    void theDiskHoldsATimesTheStateAndTheWritingIsByTheChanges(int keys) {
        Run run = new Run(keys);
        for (int version = 1; version <= SNAPSHOTS; version++) {
            run.step(version);
        }

        assertThat(run.disk.newest().version()).isEqualTo(SNAPSHOTS);
        assertThat(run.written).isLessThan(4 * run.changed + SNAPSHOTS * Compaction.FILE_MIN);
        assertThat(SnapshotCheck.verify(run.disk.storage(), "", Disk.JOB)).allMatch(file -> file.fault() == null);
    }

    private static final class Run {
        private final Disk disk = new Disk();
        private final SnapshotWriter writer = disk.writer(1);
        private final Random random = new Random(7);
        private final int keys;
        private final List<Table> tables = new ArrayList<>();
        private long written;
        private long changed;

        Run(int keys) {
            this.keys = keys;
            for (int i = 0; i < CELLS; i++) {
                tables.add(new Table());
            }
        }

        void step(int version) {
            List<CellCapture> captures = new ArrayList<>();
            for (int i = 0; i < CELLS; i++) {
                Cell cell = new Cell("state", i, CELLS);
                change(tables.get(i), i, version);
                boolean full = writer.full("state", CELLS).test(i);
                captures.add(new CellCapture(
                        cell, full, CellCapture.ALWAYS, tables.get(i).capture(full)));
            }
            captures.add(CellCapture.rolling(new Cell("window", 0, 1), version, rolled(version)));
            long before = disk.bytes();
            Manifest manifest = writer.write(version, captures, new byte[0], version - KEPT);
            written += disk.bytes() - before;
            writer.prune();
            requireBounded(manifest);
            if (version % 100 == 0) {
                requireContent(manifest, version);
            }
        }

        private void change(Table table, int cell, int version) {
            int changes = version == 1 ? keys : keys >> 2 * cell;
            for (int i = 0; i < changes; i++) {
                String key = "key-" + random.nextInt(keys);
                if (random.nextInt(10) == 0) {
                    table.remove(key);
                } else {
                    table.put(key, random.nextLong());
                }
            }
            changed += 20L * changes + 200;
        }

        private Rows rolled(int version) {
            changed += 30 + version % 7;
            return Rows.of("batch " + version, "x".repeat(version % 7));
        }

        private void requireBounded(Manifest manifest) {
            long state = tables.stream()
                    .mapToLong(table -> 20L * table.entries().size())
                    .sum();
            assertThat(disk.bytes()).isLessThan(8 * state + 20 * Chain.CHANGES_MIN);
            assertThat(disk.names()).hasSizeLessThan(60);
            long reached =
                    manifest.chains().values().stream().mapToLong(Chain::bytes).sum();
            long files = manifest.seals().values().stream()
                    .mapToLong(seal -> seal.bytes())
                    .sum();
            assertThat(files).isLessThanOrEqualTo(2 * reached + 2 * Compaction.FILE_MIN);
        }

        private void requireContent(Manifest manifest, int version) {
            for (int i = 0; i < CELLS; i++) {
                assertThat(disk.table(manifest, new Cell("state", i, CELLS)).entries())
                        .isEqualTo(tables.get(i).entries());
            }
            List<Object> batches = disk.values(manifest, new Cell("window", 0, 1)).stream()
                    .filter(value -> ((String) value).startsWith("batch"))
                    .toList();
            assertThat(batches)
                    .hasSize((int) KEPT)
                    .startsWith("batch " + (version - KEPT + 1))
                    .endsWith("batch " + version);
        }
    }
}
