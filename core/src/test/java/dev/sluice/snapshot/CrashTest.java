package dev.sluice.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.error.StorageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One run that writes and prunes six snapshots, and fails at each storage operation in turn, once or from then on. */
class CrashTest {
    private static final Cell HOT = new Cell("state/hot", 0, 1);
    private static final Cell COLD = new Cell("state/cold", 0, 1);
    private static final Cell WINDOW = new Cell("window/w", 0, 1);
    private static final int SNAPSHOTS = 6;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void afterACrashAtAnyOperationTheOldOrTheNewSnapshotIsThere(boolean afterItsEffect) {
        int operations = operationsOfAWholeRun();
        for (int crash = 1; crash <= operations; crash++) {
            int at = crash;
            Life life = new Life(1);
            life.storage.fail(operation -> operation >= at, afterItsEffect);
            life.runUntilFailure();
            assertThat(life.storage.operations()).hasSizeGreaterThanOrEqualTo(crash);

            life.requireOldOrNew("crash at " + life.storage.operations().get(crash - 1));
            life.requireNothingReachableDeleted();
            Life next = life.restarted();
            next.runAll();
            next.requireOldOrNew("after the restart");
            assertThat(next.disk.names()).hasSizeLessThanOrEqualTo(8);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRunGoesOnAfterAFailureOfAnyOperation(boolean afterItsEffect) {
        int operations = operationsOfAWholeRun();
        for (int failure = 1; failure <= operations; failure++) {
            int at = failure;
            Life life = new Life(1);
            life.storage.fail(operation -> operation == at, afterItsEffect);
            life.runAll();

            String what = "failure at " + life.storage.operations().get(failure - 1);
            assertThat(life.failures).as(what).isEqualTo(1);
            life.storage.fail(operation -> false, false);
            life.step();
            assertThat(life.disk.newest().version()).as(what).isEqualTo(life.version);
            life.requireOldOrNew(what);
            assertThat(life.disk.names()).as(what).hasSizeLessThanOrEqualTo(8);
        }
    }

    private static int operationsOfAWholeRun() {
        Life life = new Life(1);
        life.runAll();
        assertThat(life.failures).isZero();
        return life.storage.operations().size();
    }

    /** A run and what it knows to be durable. */
    private static final class Life {
        private final Disk memory;
        private final WatchedStorage storage;
        private final Disk disk;
        private final SnapshotWriter writer;
        private final int epoch;
        private final Map<Long, Map<Cell, Object>> contents;
        private final Table hot = new Table();
        private final Table cold = new Table();
        private final List<Object> window = new ArrayList<>();
        private long version;
        private long acknowledged;
        private int failures;

        Life(int epoch) {
            this(epoch, new Disk(), new HashMap<>());
        }

        private Life(int epoch, Disk memory, Map<Long, Map<Cell, Object>> contents) {
            this.epoch = epoch;
            this.memory = memory;
            this.contents = contents;
            storage = new WatchedStorage(memory.storage());
            disk = new Disk(storage);
            Manifest base = memory.newest();
            writer = disk.writer(epoch, base);
            if (base != null) {
                restore(base);
            }
        }

        private void restore(Manifest base) {
            version = base.version();
            acknowledged = version;
            memory.table(base, HOT).entries().forEach(hot::put);
            memory.table(base, COLD).entries().forEach(cold::put);
            window.addAll(memory.values(base, WINDOW));
            hot.capture(false);
            cold.capture(false);
        }

        Life restarted() {
            return new Life(epoch + 1, memory, contents);
        }

        void runAll() {
            for (int i = 0; i < SNAPSHOTS; i++) {
                try {
                    step();
                } catch (StorageException expected) {
                    failures++;
                }
            }
        }

        void runUntilFailure() {
            try {
                for (int i = 0; i < SNAPSHOTS; i++) {
                    step();
                }
            } catch (StorageException expected) {
                failures++;
            }
        }

        void step() {
            version++;
            hot.put("k" + version % 3, version);
            hot.put("long", version);
            cold.put("at " + version, version);
            contents.put(version, Map.of(HOT, Map.copyOf(hot.entries()), COLD, Map.copyOf(cold.entries())));
            writer.write(version, captures(), new byte[0], version - 3);
            acknowledged = version;
            writer.prune();
        }

        private List<CellCapture> captures() {
            boolean rollAnew = writer.full("window/w", 1).test(0);
            window.add(version);
            window.removeIf(each -> (Long) each <= version - 3);
            List<CellCapture> captures = new ArrayList<>();
            captures.add(capture(HOT, hot, version % 2 == 0));
            captures.add(capture(COLD, cold, false));
            for (Object each : rollAnew ? window : List.of(version)) {
                boolean first = rollAnew && each.equals(window.get(0));
                captures.add(new CellCapture(WINDOW, first, (Long) each, Rows.of(each)));
            }
            return captures;
        }

        private CellCapture capture(Cell cell, Table table, boolean wanted) {
            boolean full = wanted || writer.full(cell.owner(), 1).test(0);
            return new CellCapture(cell, full, CellCapture.ALWAYS, table.capture(full));
        }

        void requireOldOrNew(String what) {
            Manifest newest = memory.newest();
            long found = newest == null ? 0 : newest.version();
            assertThat(found).as(what).isBetween(acknowledged, version);
            if (newest != null) {
                requireContent(newest, what);
            }
        }

        void requireNothingReachableDeleted() {
            List<StoredManifest> stored = memory.reader().manifests();
            for (StoredManifest each : stored.subList(0, Math.min(2, stored.size()))) {
                requireContent(each.manifest(), "kept " + each.name());
            }
            assertThat(SnapshotCheck.verify(memory.storage(), "", Disk.JOB)).allMatch(file -> file.fault() == null);
        }

        private void requireContent(Manifest manifest, String what) {
            long at = manifest.version();
            for (Cell cell : List.of(HOT, COLD)) {
                assertThat(memory.table(manifest, cell).entries())
                        .as("%s: %s of %s", what, cell, manifest)
                        .isEqualTo(contents.get(at).get(cell));
            }
            List<Object> rolled = new ArrayList<>();
            for (long each = Math.max(1, at - 2); each <= at; each++) {
                rolled.add(each);
            }
            assertThat(memory.values(manifest, WINDOW)).as(what).isEqualTo(rolled);
        }
    }
}
