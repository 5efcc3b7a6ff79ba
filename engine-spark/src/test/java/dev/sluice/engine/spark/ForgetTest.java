package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("cluster")
class ForgetTest {
    @Test
    void executorsThatGoOnForgetTheStatesOfAProgramThatHasEnded(@TempDir Path directory) throws Exception {
        assertThat(OwnProcess.linesOf(ForgetProgram.class, directory))
                .contains("sums [(2, 2), (1, 4)], runs held 1", "stopped false, runs held 0");
    }
}
