package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("cluster")
class ClusterTest {
    private static final int PATIENCE_SECONDS = 60;

    @Test
    void theProcessesOfAClusterEndWithTheOneThatStartedThemAlsoWhereThatIsKilled(@TempDir Path directory)
            throws Exception {
        Process process = new ProcessBuilder(OwnProcess.command(ClusterProgram.class, directory))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String[] said = process.inputReader().readLine().split(" ");
            List<ProcessHandle> started = List.of(said).stream()
                    .skip(1)
                    .map(pid -> ProcessHandle.of(Long.parseLong(pid)))
                    .flatMap(Optional::stream)
                    .toList();
            assertThat(started).hasSize(3);

            process.toHandle().destroyForcibly();
            for (ProcessHandle each : started) {
                assertThat(each.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS).isAlive())
                        .isFalse();
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.toHandle().destroyForcibly();
        }
    }
}
