package dev.sluice.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.storage.Durability;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two processes on one directory: one goes on, and nobody sees the other. */
class TwoDriversTest {
    private static final int ROUNDS = 3;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = {"PROCESS", "POWER"})
    void ofTwoThatStartAtOnceOneGoesOn(Durability durability) throws Exception {
        try (World world = World.ofFiles(directory, durability, new Random(3))) {
            world.started().kill();
            Driver one = world.driver();
            for (int round = 0; round < ROUNDS; round++) {
                Driver other = world.driver();
                one.awaitOnce("ready");
                other.awaitOnce("ready");
                one.go();
                other.go();
                world.feed().more();
                Driver survivor = world.survivor(one, other);
                world.feed().more();
                world.awaitAll(survivor);
                survivor.kill();
                world.output().look();
                one = world.driver();
            }
            one.go();
            world.finish(one);
            world.output().assertCounts(world.feed().lines());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PROCESS", "POWER"})
    void oneThatStoodStillWhileAnotherTookOverChangesNothing(Durability durability) throws Exception {
        Random random = new Random(4);
        try (World world = World.ofFiles(directory, durability, random)) {
            Driver older = world.started();
            for (int round = 0; round < ROUNDS; round++) {
                world.feedUntil(Moment.later(random), older);
                older.signal("STOP");
                world.feed().more();
                Driver newer = world.started();
                world.awaitAll(newer);
                Map<String, String> visible = world.output().visible();
                older.signal("CONT");
                assertThat(world.survivor(older, newer)).isSameAs(newer);
                assertThat(world.output().visible()).containsAllEntriesOf(visible);
                older = newer;
            }
            world.finish(older);
            world.output().assertCounts(world.feed().lines());
        }
    }
}
