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
    private static final long BYTES_MAX = 6_000;
    private static final long BYTES_PER_LIFE = 1_000;
    private static final long BYTES_AFTERWARDS_MAX = 30_000;

    @ParameterizedTest
    @ValueSource(longs = {3, 9, 12, 20, 28, 35, 50, 80, 120})
    void aCrashLoopLeavesNoMoreThanThreeSmallFilesALife(long operation) throws InterruptedException {
        World world = new World(Programs.UPDATE_STATE, Settings.PLAIN, Mistake.NONE);
        for (int life = 0; life < LIVES; life++) {
            LifePlan plan = LifePlan.with(Mishap.diesAfter(operation), List.of(1, 1, 1, 1), Survival.KILLED, life);
            Life.End ignored = world.live(plan);
            world.goOn(plan);
            assertThat(bytes(world)).isLessThan(BYTES_MAX + BYTES_PER_LIFE * (life + 1));
        }
        SortedMap<String, Long> files = DamageTrial.files(world.disk());
        assertThat(files).hasSizeLessThanOrEqualTo(12 + FILES_PER_LIFE * LIVES);
        LifePlan clean =
                LifePlan.clean(List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(world.live(clean).inOrder()).isTrue();
        assertThat(DamageTrial.files(world.disk())).hasSizeLessThanOrEqualTo(12 + LIVES);
        assertThat(bytes(world)).isLessThan(BYTES_AFTERWARDS_MAX);
        assertThat(world.findings().all()).isEmpty();
    }

    private static long bytes(World world) {
        return DamageTrial.files(world.disk()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
