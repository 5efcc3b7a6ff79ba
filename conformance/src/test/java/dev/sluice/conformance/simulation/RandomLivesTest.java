package dev.sluice.conformance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Random programs with random lives. */
class RandomLivesTest {
    @Test
    void whateverTheProgramAndHoweverItDiesEachRecordCountsOnce() {
        Seeds.Result result = Seeds.run(1, 4_000, seed -> Seeds.simulate(seed, Mistake.NONE, false));
        assertThat(result.failed()).as(result.told()).isEmpty();
        assertThat(result.lives()).isGreaterThan(10_000);
    }

    @Test
    void aSeedIsTheSameStoryAgain() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(Seeds.simulate(seed, Mistake.NONE, true).story())
                    .isEqualTo(Seeds.simulate(seed, Mistake.NONE, true).story());
        }
    }
}
