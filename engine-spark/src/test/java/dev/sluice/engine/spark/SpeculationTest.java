package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("cluster")
class SpeculationTest {
    /** First attempts hang in all places that hold or combine records, and come back when nobody waits for them. */
    @Test
    void whereSecondAttemptsOvertakeTheFirstEveryBatchIsWhatItIsElsewhere(@TempDir Path directory) throws Exception {
        List<String> lines = OwnProcess.linesOf(SpeculationProgram.class, directory);
        assertThat(lines).filteredOn(line -> line.startsWith("same ")).hasSize(12);
        assertThat(lines).noneMatch(line -> line.startsWith("differs "));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("overtaken "))
                .extracting(line -> line.substring(0, "overtaken at 0".length()))
                .containsExactly("overtaken at 0", "overtaken at 1", "overtaken at 2", "overtaken at 3");
        assertThat(lines).anyMatch(line -> line.matches("overtaken at 3 with ([4-9]|\\d{2,}) second attempts in all"));
    }
}
