package dev.sluice.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.storage.Durability;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Processes that are killed at any moment and started again. {@code -Dsluice.kills=500} kills more often, and
 * {@code -Dsluice.seed=…} at other moments.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("sluice.kills", 28);
    private static final long SEED = Long.getLong("sluice.seed", 1);
    private static final int WORLDS = 4;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = {"PROCESS", "POWER"})
    void everyLineOfEveryFileIsCountedOnce(Durability durability) throws Exception {
        Random random = new Random(SEED);
        try (World world = World.ofFiles(directory, durability, random)) {
            kill(world, random);
            world.finish();
            world.output().assertCounts(world.feed().lines());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PROCESS", "POWER"})
    void everyLineThatAServerSendsUntilItIsAcknowledgedIsCountedOnce(Durability durability) throws Exception {
        Random random = new Random(SEED);
        try (LineServer server = new LineServer();
                World world = World.ofLines(directory, durability, random, server)) {
            kill(world, random);
            Driver last = world.started();
            server.awaitAllAcknowledged();
            world.finish(last);
            world.output().assertCountsInOrder(world.feed().lines());
            assertThat(server.sentAgain()).isPositive();
        }
    }

    /** Kills one driver after the other; the next one's JVM is there already. */
    private static void kill(World world, Random random) throws Exception {
        Driver next = world.driver();
        world.started().kill();
        for (int kill = 0; kill < KILLS / WORLDS; kill++) {
            Driver driver = next;
            next = world.driver();
            driver.go();
            world.feedUntil(Moment.any(random), driver);
            driver.kill();
            world.feed().more();
            world.output().look();
        }
        next.kill();
    }
}
