package dev.sluice.conformance.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.sluice.data.KeyValue;
import dev.sluice.error.CodecException;
import dev.sluice.storage.LocalStorage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records written by {@code saveAsJsonLines}. */
class JsonLinesTest {
    @TempDir
    private Path directory;

    private record Reading(String sensor, double value) {}

    private Files files() {
        return new Files(new LocalStorage(directory));
    }

    @Test
    void eachRecordIsALine() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of(new Reading("a\nb", 1.5), new Reading("ü", -2)), List.of(new Reading("c", 0))))
                    .saveAsJsonLines(directory + "/readings", "jsonl");
            job.stream(List.of(List.of("x")))
                    .mapToPair(word -> KeyValue.of(word, 1L))
                    .saveAsJsonLines(directory + "/counts");
            job.run(1);
        }
        assertThat(files().visible())
                .containsExactly(
                        entry("counts-1000/part-00000", "{\"key\":\"x\",\"value\":1}\n"),
                        entry(
                                "readings-1000.jsonl/part-00000",
                                "{\"sensor\":\"a\\nb\",\"value\":1.5}\n{\"sensor\":\"ü\",\"value\":-2.0}\n"),
                        entry("readings-1000.jsonl/part-00001", "{\"sensor\":\"c\",\"value\":0.0}\n"));
    }

    @Test
    void aRecordWithoutAFormFailsItsBatch() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of(new Reading("a", 1), new Reading("b", Double.NaN))))
                    .saveAsJsonLines(directory + "/readings");
            job.run(1);
            assertThatThrownBy(job::end)
                    .isInstanceOf(CodecException.class)
                    .hasMessageMatching("saveAsJsonLines at JsonLinesTest\\.java:\\d+: cannot write '" + directory
                            + "/readings-1000': JSON has no number NaN; .*");
        }
        assertThat(files().names("")).isEmpty();
    }
}
