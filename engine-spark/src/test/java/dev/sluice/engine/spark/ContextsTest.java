package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where no context is active one is made, and stopped with its last engine. */
class ContextsTest {
    private static List<String> lines = List.of();

    @BeforeAll
    static void run(@TempDir Path directory) throws Exception {
        lines = OwnProcess.linesOf(ContextsProgram.class, directory);
    }

    @Test
    void aMasterThatSparkDoesNotKnowIsRefusedWithWhatSparkSays() {
        assertThat(lines)
                .contains("Spark could not be started with the master \"spark:nowhere\": Could not parse Master URL:"
                        + " 'nowhere'; correct the master or the options named spark.…");
    }

    @Test
    void anRddOfAnotherContextIsRefused() {
        assertThat(lines)
                .anyMatch(line -> line.matches("wrap at ContextsProgram\\.java:\\d+: the RDD is of another SparkContext"
                        + " than the program; make it from unwrap\\(…\\) or context\\(…\\)"));
    }

    @Test
    void onlyOptionsOfSparkReachIt() {
        assertThat(lines).contains("options yes false");
    }

    @Test
    void enginesShareTheContextAndTheLastStopsIt() {
        assertThat(lines).contains("shared true", "stopped with the first false", "stopped with the last true");
    }
}
