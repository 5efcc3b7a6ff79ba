package dev.sluice.conformance.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import dev.sluice.sink.Sink;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.time.ManualClock;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** File sinks under a job that dies at each operation of its storage, and before each commit, and is started again. */
class RunsThatDieTest {
    /** A job, its disk and a reader who looks after each operation that he could notice. */
    private static final class World implements WatchedStorage.Watcher {
        private final Storage disk = new InMemoryStorage(new ManualClock());
        private final SinkJob job = new SinkJob("job", SinkKind.BATCHES);
        private final OutsideReader reader = new OutsideReader(disk, job.lines());
        private final Sink<String> sink;
        private IntPredicate fails = n -> false;
        private int operations;

        World(SinkKind kind) {
            this.sink = kind.over(new WatchedStorage(disk, this));
        }

        @Override
        public void before(String operation) {
            if (fails.test(++operations)) {
                throw new StorageException(Kind.NO_SPACE, "cannot " + operation + ": the disk is full; make room");
            }
        }

        @Override
        public void after(String operation) {
            if (operation.startsWith("rename") || !operation.contains("/.")) {
                reader.look("after " + operation);
            }
        }

        @Nullable
        Throwable run() {
            operations = 0;
            return catchThrowable(() -> job.begin().finish(sink, () -> before("commit")));
        }

        /** Runs and dies at an operation, if it gets there. */
        void dieAt(int last) {
            fails = n -> n >= last;
            Throwable failure = run();
            fails = n -> false;
            if (failure != null) {
                assertThat(failure).hasMessageContaining("the disk is full");
            }
        }

        void end(String moment) {
            assertThat(run()).as(moment).isNull();
            reader.assertComplete(moment);
            assertNothingIsLeft(moment);
        }

        private void assertNothingIsLeft(String moment) {
            List<String> names = new Files(disk)
                    .below("out").keySet().stream()
                            .filter(path -> path.startsWith("out/."))
                            .filter(path -> !path.endsWith(".rolled"))
                            .toList();
            assertThat(names).as(moment).isEmpty();
        }
    }

    private static int operations(SinkKind kind) {
        World world = new World(kind);
        world.end("a good run");
        return world.operations;
    }

    @ParameterizedTest
    @EnumSource
    void aJobThatDiedAtAnyOperationIsCompletedByItsNextRun(SinkKind kind) {
        int operations = operations(kind);
        assertThat(operations).isGreaterThan(80);
        for (int n = 1; n <= operations; n++) {
            World world = new World(kind);
            world.dieAt(n);
            world.end("died at " + n);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aJobThatDiedTwiceIsCompletedByItsThirdRun(SinkKind kind) {
        int operations = operations(kind);
        for (int n = 1; n <= operations; n += 9) {
            for (int m = 1; m <= operations; m += 1 + m / 8) {
                World world = new World(kind);
                world.dieAt(n);
                world.dieAt(m);
                world.end("died at " + n + " and " + m);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOperationThatFailsOnceFailsTheRunAndNothingMore(SinkKind kind) {
        int operations = operations(kind);
        for (int n = 1; n <= operations; n++) {
            int broken = n;
            World world = new World(kind);
            world.fails = operation -> operation == broken;
            assertThat(world.run()).as("failed at %d", n).isNotNull();
            world.fails = operation -> false;
            world.end("failed at " + n);
        }
    }
}
