package dev.sluice.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.storage.Durability;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes whose memory runs out in the middle of a batch. */
class OutOfMemoryTest {
    private static final int HALTED = 3;

    @TempDir
    Path directory;

    private World world;

    @BeforeEach
    void begin() throws Exception {
        world = World.ofFiles(directory, Durability.POWER, new Random(3));
    }

    @AfterEach
    void end() throws Exception {
        world.close();
    }

    @Test
    void theRunStopsAsFailedAndTheNextIsExact() throws Exception {
        Driver driver = world.started();
        world.feedThrough(driver, 3);
        driver.tell("exhaust");
        driver.awaitOnce("exhausts");
        world.feed().more();
        driver.awaitExit(CountingProgram.FAILED);
        assertThat(driver.said("failed"))
                .startsWith("failed dev.sluice.error.FatalErrorException: java.lang.OutOfMemoryError: Java heap space: "
                        + "the virtual machine gave up in the middle of something")
                .contains("a new run goes on after the last batch that was done; start it in a new process")
                .contains("more memory (-Xmx)");
        assertThat(driver.said()).doesNotHaveDuplicates();
        finish();
    }

    @Test
    void aProcessThatIsToHaltDoesSoThoughNothingIsLeftToItAndTheNextIsExact() throws Exception {
        Driver driver = world.driver(world.settings(), "-Dhalts=true");
        driver.go();
        driver.awaitOnce("started");
        world.feedThrough(driver, 3);
        driver.tell("hoard");
        driver.awaitOnce("hoards");
        world.feed().more();
        driver.awaitExit(HALTED);
        assertThat(driver.said()).noneMatch(line -> line.startsWith("failed") || line.startsWith("ended"));
        finish();
    }

    private void finish() throws Exception {
        world.feed().more();
        world.finish();
        world.output().assertCounts(world.feed().lines());
    }
}
