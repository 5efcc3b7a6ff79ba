package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.StableHash;
import dev.sluice.error.StateException;
import dev.sluice.function.Supplier;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Source;
import dev.sluice.plan.Split;
import dev.sluice.plan.StateStep;
import dev.sluice.plan.Stateful;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.ZipStep;
import dev.sluice.snapshot.CaptureFile;
import dev.sluice.snapshot.CaptureFiles;
import dev.sluice.snapshot.Cell;
import dev.sluice.storage.Entry;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.storage.TypeRegistry;
import dev.sluice.table.KeyedRows;
import dev.sluice.table.RowForm;
import dev.sluice.table.StateCapture;
import dev.sluice.table.StateChunk;
import dev.sluice.table.VersionedState;
import dev.sluice.table.VersionedTable;
import dev.sluice.time.ManualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatesOverExecutorsTest {
    private static final Cell CELL = new Cell("counts", 0, 1);

    private final Storage storage = new InMemoryStorage(new ManualClock(Instant.EPOCH));
    private final CaptureFiles files = new CaptureFiles(
            storage, "", new UUID(1, 2), TypeRegistry.defaults().codec());
    private final List<CaptureFile> deleted = new ArrayList<>();
    private final OperatorVersions versions = new OperatorVersions("counts", this::delete);

    private void delete(CaptureFile file) {
        deleted.add(file);
        files.delete(file);
    }

    /** Numbers by key, in the order in which the keys came. */
    private static final class Numbers implements VersionedState {
        private final VersionedTable<Long, Long> table = new VersionedTable<>();
        private final KeyedRows<Long, Long> rows = new KeyedRows<>(table, RowForm.plain());

        void add(long key, long amount) {
            int hash = StableHash.of(key);
            Long before = table.get(key, hash);
            table.put(key, hash, (before == null ? 0 : before) + amount);
        }

        void remove(long key) {
            table.remove(key, StableHash.of(key));
        }

        Map<Long, Long> all() {
            Map<Long, Long> all = new LinkedHashMap<>();
            table.iterator().forEachRemaining(entry -> all.put(entry.key(), entry.value()));
            return all;
        }

        @Override
        public void begin() {
            table.begin();
        }

        @Override
        public void commit() {
            table.commit();
        }

        @Override
        public void rollback() {
            table.rollback();
        }

        @Override
        public long size() {
            return table.size();
        }

        @Override
        public StateCapture capture(boolean full) {
            return rows.capture(full);
        }

        @Override
        public void restore(StateChunk chunk) {
            rows.restore(chunk);
        }

        @Override
        public void restored() {
            rows.restored();
        }
    }

    private static final class NoStep implements StateStep<Numbers, Object> {
        @Override
        public Supplier<Numbers> emptyState() {
            return Numbers::new;
        }

        @Override
        public ZipStep.Inputs open(Numbers state, TaskContext task, Origin origin, Emitter<? super Object> out) {
            throw new AssertionError("never run here");
        }
    }

    private static Stateful<Numbers, Object> node(long previous, long version, int partitions) {
        Origin origin = new Origin("updateStateByKey", "Counts.java:7");
        List<Split<Object>> splits = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            splits.add(Split.of(List.of()));
        }
        return new Stateful<>(
                "counts", previous, version, List.of(new Source<>(splits, origin)), new NoStep(), null, origin);
    }

    private static Written step(HeldState executor, StateChain from, long version, HeldState.Work work)
            throws Exception {
        return executor.step(from, version, Numbers::new, work);
    }

    private static HeldState.Work adding(long key, long amount) {
        return state -> ((Numbers) state).add(key, amount);
    }

    private Map<Long, Long> seen(HeldState executor, StateChain at) throws Exception {
        Map<Long, Long> seen = new LinkedHashMap<>();
        executor.view(at, Numbers::new, state -> seen.putAll(((Numbers) state).all()));
        return seen;
    }

    private Map<Long, Long> restored(List<StateCapture> captures) {
        Numbers read = new Numbers();
        captures.forEach(capture -> capture.forEachChunk(read::restore));
        read.restored();
        return read.all();
    }

    private HeldState executor() {
        return new HeldState(CELL, files);
    }

    /** Versions go from executor to executor; attempts fail, come late, come twice, or are given up after they wrote. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverExecutorsDoTheStateIsThatOfTheCommittedVersions(long seed) throws Exception {
        Random random = new Random(seed);
        HeldState[] executors = {executor(), executor(), executor()};
        Map<Long, Long> expected = new LinkedHashMap<>();
        List<StateCapture> captures = new ArrayList<>();
        List<StateChain> past = new ArrayList<>(List.of(StateChain.EMPTY));
        long committed = 0;
        for (long version = 1; version <= 400; version++) {
            if (random.nextInt(20) == 0) {
                executors[random.nextInt(3)] = executor();
            }
            List<StateChain> from = versions.begin(node(committed, version, 1), "batch " + version);
            StateChain base = from.get(0);
            past.add(base);
            long key = random.nextInt(50);
            boolean removes = random.nextInt(4) == 0;
            HeldState.Work work = state -> {
                if (removes) {
                    ((Numbers) state).remove(key);
                } else {
                    ((Numbers) state).add(key, 1);
                }
            };
            HeldState executor = executors[random.nextInt(3)];
            if (random.nextInt(6) == 0) {
                HeldState failing = executors[random.nextInt(3)];
                long failed = version;
                assertThatThrownBy(() -> step(failing, base, failed, state -> {
                            work.run(state);
                            throw new IllegalStateException("the function threw");
                        }))
                        .hasMessage("the function threw");
            }
            Written late = random.nextInt(6) == 0 ? step(executors[random.nextInt(3)], base, version, work) : null;
            Written written = step(executor, base, version, work);
            if (late != null) {
                late.all().forEach(files::delete);
            }
            if (random.nextInt(8) == 0) {
                versions.rollback(List.of(written));
                continue;
            }
            versions.commit(version, from, List.of(written));
            committed = version;
            if (removes) {
                expected.remove(key);
            } else {
                expected.merge(key, 1L, Long::sum);
            }
            if (random.nextInt(5) == 0) {
                boolean full = captures.isEmpty() || random.nextInt(5) == 0;
                if (full) {
                    captures.clear();
                }
                captures.add(copied(versions.capture(partition -> full, files).get(0)));
                assertThat(List.copyOf(restored(captures).entrySet()))
                        .as("captured at version " + version)
                        .isEqualTo(List.copyOf(expected.entrySet()));
            }
        }
        StateChain last = versions.begin(node(committed, 1_000, 1), "the end").get(0);
        for (HeldState executor : executors) {
            assertThat(List.copyOf(seen(executor, last).entrySet())).isEqualTo(List.copyOf(expected.entrySet()));
        }
        assertThat(deleted).doesNotHaveDuplicates().isNotEmpty();
    }

    /** Read at once, as the thread that writes snapshots does before it takes the next. */
    private static StateCapture copied(StateCapture capture) {
        List<StateChunk> chunks = new ArrayList<>();
        capture.forEachChunk(chunks::add);
        return new StateCapture() {
            @Override
            public long rows() {
                return capture.rows();
            }

            @Override
            public void forEachChunk(Consumer<StateChunk> out) {
                chunks.forEach(out);
            }
        };
    }

    @Test
    void changesAreReadUntilTheyCostMoreThanEverything() throws Exception {
        HeldState executor = executor();
        int most = 0;
        for (long version = 1; version <= 200; version++) {
            List<StateChain> from = versions.begin(node(version - 1, version, 1), "batch");
            Written written = step(executor, from.get(0), version, adding(version, 1));
            versions.commit(version, from, List.of(written));
            most = Math.max(most, from.get(0).files().size());
        }
        assertThat(most).isBetween(10, 20);
        assertThat(storage.list("").stream().map(Entry::name)).hasSizeLessThanOrEqualTo(most + 1);
    }

    @Test
    void whatACaptureStillNeedsStays() throws Exception {
        HeldState executor = executor();
        advance(executor, 1, 1);
        StateCapture first = versions.capture(partition -> true, files).get(0);
        for (long version = 2; version <= 60; version++) {
            advance(executor, version, version);
        }
        StateCapture read = copied(first);
        assertThat(restored(List.of(read))).containsOnlyKeys(1L);
        StateCapture changes = versions.capture(partition -> false, files).get(0);
        assertThat(restored(List.of(read, changes))).hasSize(60);
    }

    @Test
    void anExecutorThatHoldsTheVersionReadsNothing() throws Exception {
        HeldState executor = executor();
        List<StateChain> from = versions.begin(node(0, 1, 1), "batch 1");
        Written written = step(executor, from.get(0), 1, adding(3, 4));
        versions.commit(1, from, List.of(written));
        written.all().forEach(files::delete);
        StateChain at = versions.begin(node(1, 2, 1), "batch 2").get(0);
        assertThat(seen(executor, at)).containsExactly(Map.entry(3L, 4L));
        assertThatThrownBy(() -> seen(executor(), at)).hasMessageEndingWith("is missing, but the state needs it");
    }

    @Test
    void anAttemptThatHangsHoldsUpNobody() throws Exception {
        HeldState executor = executor();
        advance(executor, 1, 1);
        List<StateChain> from = versions.begin(node(1, 2, 1), "batch 2");
        List<Written> overtaking = new ArrayList<>();
        Written overtaken = step(executor, from.get(0), 2, state -> {
            FutureTask<Written> second = new FutureTask<>(() -> step(executor, from.get(0), 2, adding(2, 20)));
            new Thread(second, "second attempt").start();
            overtaking.add(second.get(60, TimeUnit.SECONDS));
            ((Numbers) state).add(2, 20);
        });
        versions.commit(2, from, overtaking);
        overtaken.all().forEach(files::delete);
        StateChain at = versions.begin(node(2, 3, 1), "batch 3").get(0);
        assertThat(seen(executor, at)).containsExactly(Map.entry(1L, 1L), Map.entry(2L, 20L));
    }

    @Test
    void anAttemptThatComesLateLeavesWhatIsNewer() throws Exception {
        HeldState executor = executor();
        advance(executor, 1, 1);
        advance(executor, 2, 2);
        step(executor, StateChain.EMPTY, 1, adding(1, 1));
        assertThat(executor.version()).isEqualTo(2);
        StateChain at = versions.begin(node(2, 3, 1), "batch 3").get(0);
        at.files().forEach(files::delete);
        assertThat(seen(executor, at)).containsExactly(Map.entry(1L, 1L), Map.entry(2L, 1L));
    }

    @Test
    void versionsComeOneAfterAnother() throws Exception {
        HeldState executor = executor();
        advance(executor, 1, 1);
        assertThatThrownBy(() -> versions.begin(node(0, 2, 1), "batch 2"))
                .isInstanceOf(StateException.class)
                .hasMessage("updateStateByKey at Counts.java:7: version 2 of the state of operator \"counts\" cannot be"
                        + " written from version 0: the engine holds version 1; each batch must start from the version"
                        + " that the batch before it committed");
        assertThatThrownBy(() -> versions.begin(node(1, 2, 3), "batch 2")).hasMessageContaining("in 1 partitions, not");
        versions.begin(node(1, 2, 1), "batch 2");
        assertThatThrownBy(() -> versions.begin(node(1, 2, 1), "batch 2 again"))
                .hasMessageContaining("it is being written by batch 2; commit or close that group of jobs first");
        assertThatThrownBy(() -> versions.capture(partition -> true, files))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("cannot be captured while it is being written by batch 2");
        versions.rollback(List.of());
        assertThat(versions.begin(node(1, 2, 1), "batch 2 again")).hasSize(1);
    }

    @Test
    void aLoadedStateIsAsGoodAsCaptured() throws Exception {
        CaptureFile stored = files.write("stored", CELL, 5, true, numbers(Map.of(1L, 10L)));
        versions.load(5, List.of(new StateChain(List.of(stored), 5, "stored", "")));
        assertThatThrownBy(versions::requireNew).hasMessageContaining("the engine holds version 5");
        List<StateChain> from = versions.begin(node(5, 6, 1), "batch 6");
        versions.commit(6, from, List.of(step(executor(), from.get(0), 6, adding(2, 20))));
        StateCapture changes = versions.capture(partition -> false, files).get(0);
        assertThat(restored(List.of(changes))).containsExactly(Map.entry(2L, 20L));
    }

    @Test
    void aCaptureOfChangesNeedsOneOfEverythingBefore() throws Exception {
        advance(executor(), 1, 1);
        assertThatThrownBy(() -> versions.capture(partition -> false, files))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the first capture of the state of operator \"counts\" must be full: what changed is known"
                        + " from then on only");
    }

    private static StateCapture numbers(Map<Long, Long> values) {
        Numbers numbers = new Numbers();
        numbers.begin();
        values.forEach(numbers::add);
        numbers.commit();
        return numbers.capture(true);
    }

    private void advance(HeldState executor, long version, long key) throws Exception {
        List<StateChain> from = versions.begin(node(version - 1, version, 1), "batch " + version);
        versions.commit(version, from, List.of(step(executor, from.get(0), version, adding(key, 1))));
    }
}
