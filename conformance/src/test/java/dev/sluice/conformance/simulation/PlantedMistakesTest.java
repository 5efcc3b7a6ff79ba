package dev.sluice.conformance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.conformance.simulation.Simulation.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The simulation is worth something only if it finds mistakes: each of these, planted, within some seeds. Checksums matter
 * to disks that damage what they keep, so whether somebody looks at them is for {@link DamageTest}.
 */
class PlantedMistakesTest {
    private static final int SEEDS_MAX = 400;

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "CHECKSUMS_NOT_READ"})
    void aPlantedMistakeIsFound(Mistake mistake) {
        assertThat(firstFinding(mistake))
                .as("the first seed that finds " + mistake)
                .isBetween(1L, (long) SEEDS_MAX);
    }

    private static long firstFinding(Mistake mistake) {
        for (long seed = 1; seed <= SEEDS_MAX; seed++) {
            Outcome outcome = Seeds.simulate(seed, mistake, false);
            if (!outcome.holds()) {
                return seed;
            }
        }
        return -1;
    }
}
