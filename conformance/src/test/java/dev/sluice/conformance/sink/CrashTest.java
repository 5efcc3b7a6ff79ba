package dev.sluice.conformance.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.entry;

import dev.sluice.batch.FailurePolicy;
import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import dev.sluice.file.Published;
import dev.sluice.sink.Sinks;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** File sinks over a storage that fails at each of its operations, watched by a reader from outside. */
class CrashTest {
    private static final TreeMap<String, String> COMPLETE = new TreeMap<>(Map.ofEntries(
            entry("out/counts-1000.txt/part-00000", "a\nb\n"),
            entry("out/counts-1000.txt/part-00002", "c\n"),
            entry("out/counts-2000.txt/part-00000", "d\n")));
    private static final List<Map<String, String>> MAY_BE_SEEN =
            List.of(Map.of(), COMPLETE.headMap("out/counts-2"), COMPLETE);
    private static final FailurePolicy AGAIN = FailurePolicy.retry(1, Duration.ZERO);

    /** A disk, and a reader who looks at all that is visible before and after every operation. */
    private static final class Disk implements WatchedStorage.Watcher {
        private final Storage storage = new InMemoryStorage(new ManualClock());
        private final Files files = new Files(storage);
        private final AtomicInteger operations = new AtomicInteger();
        private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
        private IntPredicate fails = n -> false;

        @Override
        public void before(String operation) {
            look("before " + operation);
            if (fails.test(operations.incrementAndGet())) {
                throw new StorageException(Kind.NO_SPACE, "cannot " + operation + ": the disk is full; make room");
            }
        }

        @Override
        public void after(String operation) {
            look("after " + operation);
        }

        private void look(String moment) {
            Map<String, String> seen = files.visible();
            if (!MAY_BE_SEEN.contains(seen)) {
                complaints.add(moment + " there was " + seen);
            }
            seen.keySet().stream()
                    .map(path -> path.substring(0, path.lastIndexOf('/')))
                    .distinct()
                    .flatMap(path -> new Published(new Location(storage, path)).verify().stream())
                    .forEach(finding -> complaints.add(moment + " " + finding));
        }

        /** Runs the program from its first batch. */
        @Nullable
        Throwable run(FailurePolicy policy) {
            Location prefix = new Location(new WatchedStorage(storage, this), "out/counts");
            try (Job job = new Job(builder -> builder.failures(policy))) {
                job.stream(List.of(List.of("a", "b"), List.of(), List.of("c")), List.of(List.of("d")))
                        .to(Sinks.textFiles(prefix, "txt"));
                job.run(2);
                return catchThrowable(job::end);
            }
        }

        void assertComplete() {
            assertThat(complaints).isEmpty();
            assertThat(files.below("out")).isEqualTo(COMPLETE);
            assertThat(files.names("out")).containsExactly("counts-1000.txt", "counts-2000.txt");
        }
    }

    private static int operationsOfAGoodRun() {
        Disk disk = new Disk();
        assertThat(disk.run(FailurePolicy.stop())).isNull();
        disk.assertComplete();
        return disk.operations.get();
    }

    private static void assertTold(@Nullable Throwable failure) {
        assertThat(failure)
                .isInstanceOf(StorageException.class)
                .hasMessageMatching("to at CrashTest\\.java:\\d+: cannot write 'out/counts-\\d000\\.txt':"
                        + " cannot .*: the disk is full; make room");
    }

    @Test
    void aReaderSeesEachBatchAppearWhole() {
        assertThat(operationsOfAGoodRun()).isGreaterThan(20);
    }

    @Test
    void aBatchThatFailedAtAnyOperationIsCompleteWhenItRunsAgain() {
        int operations = operationsOfAGoodRun();
        for (int n = 1; n <= operations; n++) {
            int broken = n;
            Disk disk = new Disk();
            disk.fails = operation -> operation == broken;
            assertThat(disk.run(AGAIN)).as("operation %d", n).isNull();
            disk.assertComplete();
        }
    }

    @Test
    void aRunThatDiedAtAnyOperationIsCompletedByTheNext() {
        int operations = operationsOfAGoodRun();
        for (int n = 1; n <= operations; n++) {
            int last = n;
            Disk disk = new Disk();
            disk.fails = operation -> operation >= last;
            assertTold(disk.run(FailurePolicy.stop()));
            disk.fails = operation -> false;
            assertThat(disk.run(FailurePolicy.stop())).as("operation %d", n).isNull();
            disk.assertComplete();
        }
    }

    @Test
    void runsThatDieOneAfterTheOtherLeaveNothingBehind() {
        Disk disk = new Disk();
        for (int n = 1; n <= 60; n++) {
            int alive = n % 25;
            int begun = disk.operations.get();
            disk.fails = operation -> operation > begun + alive;
            assertTold(disk.run(FailurePolicy.stop()));
        }
        disk.fails = operation -> false;
        assertThat(disk.run(FailurePolicy.stop())).isNull();
        disk.assertComplete();
    }
}
