package dev.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.peers.batch.BatchAnswer;
import dev.sluice.peers.batch.BatchOutcome;
import dev.sluice.peers.batch.BatchProgram;
import dev.sluice.peers.batch.BatchSetting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SparkComparisonTest {
    /** The answer of some batches, from the counts of keys that each of them gives. */
    private static long answer(BatchProgram program, int batches, int remembered) {
        long all = 0;
        for (int batch = 0; batch < batches; batch++) {
            Map<Integer, Long> counts = new HashMap<>();
            for (int each = Math.max(0, batch - remembered + 1); each <= batch; each++) {
                for (int index = 0; index < program.records(each); index++) {
                    counts.merge(program.key(each, index), 1L, Long::sum);
                }
            }
            long answer = counts.entrySet().stream()
                    .mapToLong(count -> BatchProgram.weight(count.getKey()) * count.getValue())
                    .sum();
            all = BatchAnswer.with(all, batch, answer);
        }
        return all;
    }

    @Test
    void answersAreThoseOfCounting() {
        assertThat(BatchAnswer.of(BatchProgram.EMPTY, 3)).isZero();
        assertThat(BatchAnswer.of(BatchProgram.WORDS, 3)).isEqualTo(answer(BatchProgram.WORDS, 3, 1));
        assertThat(BatchAnswer.of(BatchProgram.SLIDING, 14))
                .isEqualTo(answer(BatchProgram.SLIDING, 14, BatchProgram.WINDOW));
        assertThat(BatchAnswer.of(BatchProgram.UPDATE, 12)).isEqualTo(answer(BatchProgram.UPDATE, 12, 12));
    }

    @Test
    void aStateIsTheCountAfterEachRecord() {
        Map<Integer, Long> counts = new HashMap<>();
        long all = 0;
        for (int batch = 0; batch < 4; batch++) {
            long answer = 0;
            for (int index = 0; index < BatchProgram.STATE.records(batch); index++) {
                int key = BatchProgram.STATE.key(batch, index);
                answer += BatchProgram.weight(key) * counts.merge(key, 1L, Long::sum);
            }
            all = BatchAnswer.with(all, batch, answer);
        }
        assertThat(BatchAnswer.of(BatchProgram.STATE, 4)).isEqualTo(all);
    }

    @Test
    void keysAreInTheirRangeAndALargeStateBeginsWithAllOfThem() {
        for (BatchProgram program : BatchProgram.values()) {
            for (int index = 0; index < Math.min(1_000, program.records(7)); index++) {
                assertThat(program.key(7, index)).isBetween(0, program.keys() - 1);
            }
        }
        assertThat(BatchProgram.LARGE_STATE.records(0)).isEqualTo(1_000_000);
        assertThat(BatchProgram.LARGE_STATE.key(0, 999_999)).isEqualTo(999_999);
        assertThat(BatchProgram.LARGE_STATE.records(1)).isEqualTo(10_000);
    }

    @Test
    void whatAProcessIsToldAndTellsIsReadAsItWasWritten() {
        BatchSetting setting = new BatchSetting(BatchProgram.MANY_WORDS, "local[2]", 3, 4, Path.of("there"));
        assertThat(BatchSetting.of(setting.arguments().toArray(String[]::new))).isEqualTo(setting);
        BatchOutcome outcome = new BatchOutcome("4.1.0", -17, List.of(1.5, 2.0));
        assertThat(BatchOutcome.of(outcome.line())).hasValue(outcome);
        assertThat(BatchOutcome.of("INFO started")).isEmpty();
    }

    @Test
    void aProgramThatIsNotThereIsRefusedWithThoseThereAre() {
        StringWriter said = new StringWriter();
        int status = new CommandLine(new SparkComparison())
                .setErr(new PrintWriter(said))
                .execute("--programs", "empty,grep");

        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said.toString())
                .contains("there is no program 'grep'; there are empty, map, words, many-words, sliding, many-sliding,"
                        + " update, state, large-state, many-state");
    }
}
