package dev.sluice.conformance.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.sluice.batch.FailurePolicy;
import dev.sluice.error.OutputConflictException;
import dev.sluice.storage.Entry;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a batch whose directory is there already. */
class ConflictTest {
    @TempDir
    private Path directory;

    private void write(List<List<String>> partitions) throws InterruptedException {
        try (Job job = new Job()) {
            job.stream(partitions).saveAsTextFiles(directory + "/counts");
            job.run(1);
            job.end();
        }
    }

    private Files files() {
        return new Files(new LocalStorage(directory));
    }

    @Test
    void theSameContentIsLeftUntouched() throws InterruptedException {
        Storage storage = new LocalStorage(directory);
        write(List.of(List.of("a"), List.of("b")));
        List<Entry> before = storage.list("counts-1000");
        write(List.of(List.of("a"), List.of("b")));
        assertThat(storage.list("counts-1000")).isEqualTo(before);
        assertThat(files().names("")).containsExactly("counts-1000");
    }

    @Test
    void theSameRecordsInOtherPartitionsAreTheSameContent() throws InterruptedException {
        write(List.of(List.of("a", "b"), List.of("c")));
        Map<String, String> before = files().below("");
        write(List.of(List.of("c"), List.of(), List.of("b"), List.of("a")));
        assertThat(files().below("")).isEqualTo(before);
        assertThatThrownBy(() -> write(List.of(List.of("a", "b", "d"))))
                .hasMessageContaining("with other content: of its 3 records some would be others now. What is");
    }

    @Test
    void otherContentIsRefusedAndTheOldStays() throws InterruptedException {
        write(List.of(List.of("a"), List.of("b")));
        assertThatThrownBy(() -> write(List.of(List.of("a"), List.of("c"))))
                .isInstanceOf(OutputConflictException.class)
                .hasMessageMatching("saveAsTextFiles at ConflictTest\\.java:\\d+: cannot write '" + directory
                        + "/counts-1000': it is there already with other content: part-00001 would differ from byte 0"
                        + " on\\. What is visible is never changed\\. .*");
        assertThat(files().below(""))
                .containsExactly(entry("counts-1000/part-00000", "a\n"), entry("counts-1000/part-00001", "b\n"));
    }

    @Test
    void noContentWhereThereWasSomeIsRefused() throws InterruptedException {
        write(List.of(List.of("a")));
        assertThatThrownBy(() -> write(List.of()))
                .isInstanceOf(OutputConflictException.class)
                .hasMessageContaining("with other content: it holds 1 record, and would now hold 0. What is");
        assertThat(files().below("")).containsExactly(entry("counts-1000/part-00000", "a\n"));
    }

    @Test
    void aSecondOutputUnderTheSameNameIsRefused() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of("a"))).saveAsTextFiles(directory + "/counts");
            job.stream(List.of(List.of("b"))).saveAsTextFiles(directory + "/counts");
            job.run(1);
            assertThatThrownBy(job::end).isInstanceOf(OutputConflictException.class);
        }
        assertThat(files().below("")).containsExactly(entry("counts-1000/part-00000", "a\n"));
    }

    @Test
    void anOutputThatEndedWellIsNotRepeatedWithTheOthers() {
        AtomicInteger attempts = new AtomicInteger();
        try (Job job = new Job(builder -> builder.failures(FailurePolicy.retry(2, Duration.ZERO)))) {
            job.stream(List.of(List.of("a")))
                    .map(record -> record + attempts.get())
                    .saveAsTextFiles(directory + "/counts");
            job.stream(List.of(List.of("b"))).foreachRdd(rdd -> {
                if (attempts.incrementAndGet() < 3) {
                    throw new IllegalStateException("not yet");
                }
            });
            job.run(1);
        }
        assertThat(attempts).hasValue(3);
        assertThat(files().below("")).containsExactly(entry("counts-1000/part-00000", "a0\n"));
    }
}
