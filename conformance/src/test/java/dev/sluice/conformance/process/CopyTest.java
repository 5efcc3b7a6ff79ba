package dev.sluice.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.storage.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that were copied, restored from a copy, or lost. */
class CopyTest {
    @TempDir
    Path directory;

    private World world;
    private CountingSettings copy;

    @BeforeEach
    void begin() throws Exception {
        world = World.ofFiles(directory, Durability.PROCESS, new Random(5));
        copy = CountingSettings.in(
                directory.resolve("copy"),
                world.settings().source(),
                world.settings().durability());
        Driver driver = world.started();
        world.feedThrough(driver, 3);
        driver.kill();
        world.feed().more();
        copy(world.settings().checkpoint(), copy.checkpoint());
        copy(world.settings().output(), copy.output());
    }

    @AfterEach
    void end() throws Exception {
        world.close();
    }

    @Test
    void aCopyOfAllGoesOnByItself() throws Exception {
        goOn(world.started()).kill();
        world.output().look();
        Driver restored = world.driver(copy);
        restored.go();
        Output output = new Output(copy.output());
        world.finish(restored, output);
        output.assertCounts(world.feed().lines());
        world.finish();
        world.output().assertCounts(world.feed().lines());
    }

    @Test
    void anOlderCopyIsKeptFromTheOutputOfTheOriginalThatGoesOn() throws Exception {
        Driver original = goOn(world.started());
        Driver copied = world.driver(world.settings().withCheckpoint(copy.checkpoint()));
        copied.go();
        copied.awaitExit(CountingProgram.FAILED);
        assertThat(copied.said("failed"))
                .contains("RecoveryException: '" + copy.checkpoint() + "' ends with the batch of ")
                .contains("the directory is an older copy of one that went on, or was restored from one."
                        + " Nothing was changed; go on with the newest directory");
        world.feed().more();
        world.finish(original);
        world.output().assertCounts(world.feed().lines());
    }

    @Test
    void anEmptiedDirectoryIsKeptFromTheOutputOfItsJob() throws Exception {
        empty(world.settings().checkpoint());
        Map<String, String> before = world.output().visible();
        Driver lost = world.driver();
        lost.go();
        lost.awaitExit(CountingProgram.FAILED);
        assertThat(lost.said("failed"))
                .contains("OutputConflictException: saveAsTextFiles at Counting.java")
                .contains("' belongs to another job than counting-")
                .contains("Nothing was changed.")
                .contains("if this job lost its checkpoint directory, bring it back");
        assertThat(world.output().visible()).isEqualTo(before);
        assertThat(world.settings().checkpoint()).isEmptyDirectory();
        copy(copy.checkpoint(), world.settings().checkpoint());
        world.finish();
        world.output().assertCounts(world.feed().lines());
    }

    /** Lets a driver do a bit more; gives it. */
    private Driver goOn(Driver driver) throws Exception {
        world.feedThrough(driver, 3);
        return driver;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path target = to.resolve(from.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static void empty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
    }
}
