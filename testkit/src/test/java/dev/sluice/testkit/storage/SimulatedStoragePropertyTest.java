package dev.sluice.testkit.storage;

import static dev.sluice.testkit.storage.Survival.KILLED;
import static dev.sluice.testkit.storage.Survival.POWER_CUT_ANY;
import static dev.sluice.testkit.storage.Survival.POWER_CUT_ORDERED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.time.ManualClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for any program, over many random ones. */
class SimulatedStoragePropertyTest {
    private static final int STEPS = 40;

    @Test
    void aKilledProcessLeavesWhatAnyStorageWouldShow() {
        for (long seed = 0; seed < 2_000; seed++) {
            Storage model = new InMemoryStorage(new ManualClock());
            SimulatedStorage storage = new SimulatedStorage();

            List<String> expected = new RandomProgram(model, seed).run(STEPS);
            List<String> actual = new RandomProgram(storage, seed).run(STEPS);

            assertThat(actual).as("seed %d", seed).isEqualTo(expected);
            assertThat(Files.all(storage.restart(KILLED, seed).restart(KILLED, seed)))
                    .as("seed %d", seed)
                    .isEqualTo(Files.all(model));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POWER_CUT_ORDERED", "POWER_CUT_ANY"})
    void aPowerCutKeepsWhatWasSyncedAndInventsNothing(Survival survival) {
        for (long seed = 0; seed < 10_000; seed++) {
            SimulatedStorage storage = new SimulatedStorage();
            if (seed % 2 == 0) {
                storage.inject(Fault.crashAfter(1 + seed % 60));
            }
            RandomProgram program = new RandomProgram(storage, seed);
            program.run(STEPS);
            if (seed % 3 == 0) {
                storage = storage.restart(KILLED, seed);
            }

            Map<String, String> left = Files.all(storage.restart(survival, seed).view());

            program.checkNothingInvented(left);
            program.checkPromises(left);
        }
    }

    @Test
    void theSameSeedGivesTheSameBytesAndTheSameJournal() {
        for (long seed = 0; seed < 500; seed++) {
            assertThat(threeLives(seed)).isEqualTo(threeLives(seed));
        }
    }

    private static String threeLives(long seed) {
        SimulatedStorage storage = new SimulatedStorage();
        StringBuilder all = new StringBuilder();
        for (Survival survival : List.of(POWER_CUT_ANY, KILLED, POWER_CUT_ORDERED)) {
            storage.inject(Fault.crashDuring(20 + seed % 30));
            all.append(new RandomProgram(storage, seed + survival.ordinal()).run(STEPS));
            storage = storage.restart(survival, seed);
            all.append(storage.journal()).append(Files.all(storage.view()));
        }
        return all.toString();
    }

    @Test
    void aRestartChangesNothingInTheLifeBefore() {
        for (long seed = 0; seed < 500; seed++) {
            SimulatedStorage storage = new SimulatedStorage();
            RandomProgram program = new RandomProgram(storage, seed);
            program.run(STEPS);

            SimulatedStorage next = storage.restart(Survival.values()[(int) (seed % 3)], seed);
            Map<String, String> found = Files.all(next.view());
            program.run(STEPS);
            assertThat(Files.all(next.view())).isEqualTo(found);
            new RandomProgram(next, -seed).run(STEPS);

            assertThat(Files.all(storage.restart(KILLED, 0))).isEqualTo(Files.all(storage.view()));
        }
    }
}
