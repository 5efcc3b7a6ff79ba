package dev.sluice.examples;

import static dev.sluice.testkit.StreamCheck.batch;
import static dev.sluice.testkit.StreamCheck.batches;
import static dev.sluice.testkit.StreamCheck.check;
import static dev.sluice.testkit.StreamCheck.kv;
import static dev.sluice.testkit.StreamCheck.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.examples.FitnessJoin.Run;
import dev.sluice.examples.FitnessJoin.Steps;
import dev.sluice.examples.FitnessJoin.Way;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FitnessJoinTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void usersOfBothServicesInTheWindowAreJoined() {
        check(
                        batches(batch(new Steps("ada", 10), new Steps("john", 5)), batch(new Steps("ada", 20))),
                        batches(batch(new Way("grace", 7)), batch(new Way("ada", 24))),
                        (steps, ways) -> FitnessJoin.runs(steps, ways, SECOND.multipliedBy(2), SECOND))
                .gives(batch(), batch(kv("ada", new Run(30, 24))), batch(kv("ada", new Run(20, 24))), batch());
    }

    @Test
    void runsComeOutAtEverySlide() {
        check(
                        batches(batch(new Steps("ada", 10)), batch(new Steps("ada", 10))),
                        batches(batch(new Way("ada", 8)), batch(new Way("ada", 8))),
                        (steps, ways) -> FitnessJoin.runs(steps, ways, SECOND.multipliedBy(2), SECOND.multipliedBy(2)))
                .gives(nothing(), batch(kv("ada", new Run(20, 16))), nothing(), batch());
    }

    @Test
    void aStrideIsMetresPerStep() {
        assertThat(new Run(200, 150).stride()).isEqualTo(0.75);
    }
}
