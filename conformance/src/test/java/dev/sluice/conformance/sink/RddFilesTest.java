package dev.sluice.conformance.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.sluice.error.CodecException;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.OutputConflictException;
import dev.sluice.error.StorageException;
import dev.sluice.rdd.Rdd;
import dev.sluice.storage.LocalStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a program writes and names itself, batch by batch or outside of all batches. */
class RddFilesTest {
    @TempDir
    private Path directory;

    private Files files() {
        return new Files(new LocalStorage(directory));
    }

    @Test
    void aBatchIsSavedUnderTheNameThatTheProgramGives() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of(1, 2), List.of(), List.of(3)), List.of(List.of()), List.of(List.of(4)))
                    .foreachRdd((rdd, batch) -> rdd.saveAsTextFile(directory + "/batch-" + batch.id()));
            job.run(3);
        }
        assertThat(files().below(""))
                .containsExactly(
                        entry("batch-1/part-00000", "1\n2\n"),
                        entry("batch-1/part-00002", "3\n"),
                        entry("batch-3/part-00000", "4\n"));
    }

    @Test
    void recordsAreSavedAndReadOutsideOfBatches() {
        try (Job job = new Job()) {
            Rdd<String> words = job.context.parallelize(List.of("a", "b", "c"), 2);
            words.saveAsObjectFile(directory + "/words");
            words.saveAsTextFile(directory + "/lines");
            assertThat(job.context
                            .<String>objectFile(directory.resolve("words"))
                            .glom()
                            .collect())
                    .isEqualTo(words.glom().collect());
            assertThat(files().below("lines").values()).containsExactly("a\n", "b\nc\n");
        }
    }

    static final class Undeclared {}

    @Test
    void theTypesOfTheContextHoldInItsBatchesToo() {
        try (Job job = new Job(builder -> builder.allow(Undeclared.class))) {
            job.stream(List.of(List.of(new Undeclared()))).foreachRdd(rdd -> rdd.saveAsObjectFile(directory + "/a"));
            job.run(1);
            assertThat(job.context.objectFile(directory.resolve("a")).count()).isEqualTo(1);
        }
        try (Job job = new Job()) {
            Rdd<Undeclared> rdd = job.context.parallelize(List.of(1)).map(n -> new Undeclared());
            assertThatThrownBy(() -> rdd.saveAsObjectFile(directory + "/b"))
                    .isInstanceOf(CodecException.class)
                    .hasMessageMatching("saveAsObjectFile at RddFilesTest\\.java:\\d+: cannot write '" + directory
                            + "/b': the class .*Undeclared is neither .*");
        }
        assertThat(files().names("")).containsExactly("a");
    }

    @Test
    void whatIsThereAlreadyIsNotReplaced() {
        try (Job job = new Job()) {
            job.context.parallelize(List.of(1), 1).saveAsTextFile(directory + "/numbers");
            job.context.parallelize(List.of(1), 1).saveAsTextFile(directory + "/numbers");
            assertThatThrownBy(() -> job.context.parallelize(List.of(2), 1).saveAsTextFile(directory + "/numbers"))
                    .isInstanceOf(OutputConflictException.class)
                    .hasMessageMatching("saveAsTextFile at RddFilesTest\\.java:\\d+: cannot write '" + directory
                            + "/numbers': it is there already with other content: .*");
        }
        assertThat(files().below("")).containsExactly(entry("numbers/part-00000", "1\n"));
    }

    @Test
    void aPathThatCannotBeWrittenIsATypedFailure() throws IOException {
        Path taken = java.nio.file.Files.createFile(directory.resolve("taken"));
        try (Job job = new Job()) {
            Rdd<Integer> numbers = job.context.parallelize(List.of(1));
            assertThatThrownBy(() -> numbers.saveAsTextFile(taken + "/numbers"))
                    .isInstanceOf(StorageException.class)
                    .hasMessageMatching(
                            "saveAsTextFile at RddFilesTest\\.java:\\d+: cannot write '" + taken + "/numbers': .*");
            assertThatThrownBy(() -> numbers.saveAsTextFile(""))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageMatching("saveAsTextFile at RddFilesTest\\.java:\\d+: a path must end with .*");
        }
    }

    @Test
    void whatFailsHalfWayLeavesNothing() {
        try (Job job = new Job()) {
            Rdd<Integer> numbers = job.context.parallelize(List.of(1, 2, 0), 3).map(n -> 1 / n);
            assertThatThrownBy(() -> numbers.saveAsTextFile(directory + "/numbers"))
                    .hasMessageMatching("map at RddFilesTest\\.java:\\d+ failed on record 0: .*");
        }
        assertThat(files().names("")).isEmpty();
    }
}
