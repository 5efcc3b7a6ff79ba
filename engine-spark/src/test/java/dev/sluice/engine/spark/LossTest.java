package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("cluster")
class LossTest {
    /** An executor with state, then all executors at once, then a worker with its executor. */
    @Test
    void aProgramThatLosesProcessesGivesWhatOneGivesThatLosesNone(@TempDir Path directory) throws Exception {
        List<String> lines = OwnProcess.linesOf(LossProgram.class, directory);
        assertThat(lines).filteredOn(line -> line.startsWith("same ")).hasSize(12);
        assertThat(lines).noneMatch(line -> line.startsWith("differs "));
        assertThat(lines).contains("lost [1 executor, 2 executors, 1 worker]");
    }
}
