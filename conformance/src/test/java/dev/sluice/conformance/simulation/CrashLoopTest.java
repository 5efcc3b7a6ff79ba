package dev.sluice.conformance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.storage.Survival;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that dies again and again at the same place. */
class CrashLoopTest {
    private static final int LIVES = 40;
    private static final int FILES_PER_LIFE = 3;

    @ParameterizedTest
    @ValueSource(longs = {3, 9, 12, 20, 28, 35, 50, 80, 120})
    void aCrashLoopLeavesNoMoreThanThreeFilesALife(long operation) throws InterruptedException {
        World world = new World(Programs.UPDATE_STATE, Settings.PLAIN, Mistake.NONE);
        for (int life = 0; life < LIVES; life++) {
            LifePlan plan = LifePlan.with(Mishap.diesAfter(operation), List.of(1, 1, 1, 1), Survival.KILLED, life);
            Life.End ignored = world.live(plan);
            world.goOn(plan);
        }
        SortedMap<String, Long> files = DamageTrial.files(world.disk());
        assertThat(files).hasSizeLessThanOrEqualTo(12 + FILES_PER_LIFE * LIVES);
        LifePlan clean =
                LifePlan.clean(List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(world.live(clean).inOrder()).isTrue();
        assertThat(DamageTrial.files(world.disk())).hasSizeLessThanOrEqualTo(12 + LIVES);
        assertThat(world.findings().all()).isEmpty();
    }
}
