package dev.sluice.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.storage.Durability;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are asked to end while they have work: what they leave, the next one does. */
class EndTest {
    private static final int TERMINATED = 128 + 15;

    private final Random random = new Random(2);

    @TempDir
    Path directory;

    private World world;

    @BeforeEach
    void begin() throws Exception {
        world = World.ofFiles(directory, Durability.PROCESS, random);
    }

    @AfterEach
    void end() throws Exception {
        world.close();
    }

    @Test
    void aStopThatRunsOutOfTimeLosesNothing() throws Exception {
        Driver driver = held();
        driver.tell("stop 100");
        driver.awaitExit(0);
        assertThat(driver.said("ended"))
                .startsWith("ended not all stopped in")
                .contains("not all records taken in were processed")
                .doesNotContain(", nothing left");
        finish();
    }

    @Test
    void aSignalToEndWhileRecordsAreDrainedWaitsForThem() throws Exception {
        Driver driver = held();
        driver.tell("stop 60000");
        driver.signal("TERM");
        driver.tell("release");
        driver.awaitExit(TERMINATED);
        assertThat(world.output().counted()).isEqualTo(world.feed().lines().size());
        finish();
    }

    @Test
    void aKillWhileRecordsAreDrainedLosesNothing() throws Exception {
        Driver driver = held();
        driver.tell("stop 60000");
        driver.signal("TERM");
        driver.kill();
        finish();
    }

    @Test
    void signalsToEndAtAnyMomentLoseNothing() throws Exception {
        world.started().kill();
        for (int i = 0; i < 4; i++) {
            Driver driver = world.driver();
            driver.go();
            world.feedUntil(Moment.any(random), driver);
            driver.signal("TERM");
            driver.awaitExit(TERMINATED);
            world.output().look();
        }
        finish();
    }

    /** A driver in the middle of a batch that does not go on. */
    private Driver held() throws Exception {
        Driver driver = world.started();
        driver.tell("hold");
        driver.awaitOnce("holds");
        world.feed().more();
        driver.awaitOnce("held");
        return driver;
    }

    private void finish() throws Exception {
        world.feed().more();
        world.finish();
        world.output().assertCounts(world.feed().lines());
    }
}
