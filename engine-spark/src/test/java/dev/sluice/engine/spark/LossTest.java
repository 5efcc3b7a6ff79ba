package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossTest {
    private static final int PATIENCE_MINUTES = 10;

    /** An executor with state, then all executors at once, then a worker with its executor. */
    @Test
    void aProgramThatLosesProcessesGivesWhatOneGivesThatLosesNone(@TempDir Path directory) throws Exception {
        Path said = directory.resolve("said");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dlog4j2.configurationFile=classpath:dev/sluice/sparkcluster/log4j2.properties",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LossProgram.class.getName(),
                        directory.resolve("kept").toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(program.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                    .as("it ends")
                    .isTrue();
            assertThat(program.exitValue()).as(Files.readString(said)).isZero();
        } finally {
            program.descendants().forEach(ProcessHandle::destroyForcibly);
            program.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(said);
        assertThat(lines).filteredOn(line -> line.startsWith("same ")).hasSize(12);
        assertThat(lines).noneMatch(line -> line.startsWith("differs "));
        assertThat(lines).contains("lost [1 executor, 2 executors, 1 worker]");
    }
}
