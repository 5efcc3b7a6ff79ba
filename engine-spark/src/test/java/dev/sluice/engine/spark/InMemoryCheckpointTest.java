package dev.sluice.engine.spark;

import static dev.sluice.testkit.StreamCheck.batch;
import static dev.sluice.testkit.StreamCheck.kv;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.KeyValue;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import dev.sluice.time.ManualClock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A checkpoint that only the program's own process sees. */
class InMemoryCheckpointTest {
    @Test
    void statesAreLeftElsewhereForTheTasks() {
        Storage storage = new InMemoryStorage(new ManualClock(Instant.EPOCH));
        try (StreamTester tester =
                StreamTester.create(builder -> builder.master("spark:local[2]").checkpoint(storage, "memory"))) {
            Collected<KeyValue<String, Integer>> sums =
                    tester.collect(tester.pairInput(batch(kv("a", 1), kv("b", 2)), batch(kv("a", 3)))
                            .updateStateByKey(
                                    (values, sum) -> Optional.of(values.stream().reduce(sum.orElse(0), Integer::sum))));
            tester.runBatches(2);
            assertThat(sums.last()).containsExactlyInAnyOrder(kv("a", 4), kv("b", 2));
        }
    }
}
