package dev.sluice.examples.guide;

import static dev.sluice.testkit.StreamCheck.batch;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.StorageException;
import dev.sluice.storage.Storage;
import dev.sluice.testkit.StreamTester;
import dev.sluice.testkit.storage.Crash;
import dev.sluice.testkit.storage.Failure;
import dev.sluice.testkit.storage.Fault;
import dev.sluice.testkit.storage.SimulatedStorage;
import dev.sluice.testkit.storage.Survival;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The code about crashes of docs/guide/testing.md. */
class CrashTestingTest {
    // snippet: a program to crash
    private static final Map<String, String> COMPLETE = Map.of("batch-1", "a\nb\n", "batch-2", "c\n");

    /** Runs from the first batch, as the next process would. */
    static void run(Storage storage) {
        try (StreamTester tester = StreamTester.create(settings -> settings.strict(false))) {
            tester.input(batch("a", "b"), batch("c")).to(new BatchFiles(storage));
            tester.runBatches(2);
        }
    }

    static Map<String, String> batches(Storage storage) {
        Map<String, String> batches = new TreeMap<>();
        storage.list("").stream()
                .filter(file -> file.name().startsWith("batch-"))
                .forEach(file -> {
                    byte[] bytes = storage.read(file.name(), 0, Integer.MAX_VALUE);
                    batches.put(file.name(), new String(bytes, UTF_8));
                });
        return batches;
    }
    // end

    // snippet: a crash at every operation
    @Test
    void allBatchesAreThereWhereverTheProgramDied() {
        SimulatedStorage whole = new SimulatedStorage();
        run(whole);
        for (long n = 1; n <= whole.operations(); n++) {
            SimulatedStorage died = new SimulatedStorage().inject(Fault.crashAfter(n));
            assertThatThrownBy(() -> run(died)).hasRootCauseInstanceOf(Crash.class);
            for (Survival survival : Survival.values()) {
                for (long seed = 0; seed < 10; seed++) {
                    SimulatedStorage next = died.restart(survival, seed);
                    run(next);
                    SimulatedStorage last = next.restart(Survival.POWER_CUT_ANY, seed);
                    assertThat(batches(last)).as("%s", next.journal()).isEqualTo(COMPLETE);
                }
            }
        }
    }
    // end

    // snippet: an outside reader
    @Test
    void aReaderNeverSeesHalfOfABatch() {
        SimulatedStorage storage = new SimulatedStorage();
        storage.observe(
                step -> assertThat(COMPLETE).as("after %s", step).containsAllEntriesOf(batches(storage.view())));
        run(storage);
    }
    // end

    // snippet: a full disk
    @Test
    void aFullDiskFailsTheBatchAndHarmsNothing() {
        SimulatedStorage storage = new SimulatedStorage().inject(Fault.failFrom(Failure.NO_SPACE, 6));
        assertThatThrownBy(() -> run(storage))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("make room");
        storage.clearFaults();
        run(storage);
        assertThat(batches(storage)).isEqualTo(COMPLETE);
        assertThat(storage.openFiles()).isEmpty();
    }
    // end
}
