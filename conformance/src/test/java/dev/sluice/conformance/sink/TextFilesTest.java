package dev.sluice.conformance.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.sluice.batch.FailurePolicy;
import dev.sluice.data.KeyValue;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.OperatorException;
import dev.sluice.error.StorageException;
import dev.sluice.storage.LocalStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code saveAsTextFiles} leaves in a directory of this machine. */
class TextFilesTest {
    @TempDir
    private Path directory;

    private Files files() {
        return new Files(new LocalStorage(directory));
    }

    private String prefix() {
        return directory + "/counts";
    }

    @Test
    void eachBatchIsADirectoryNamedByItsTime() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of(1, 2), List.of(3)), List.of(List.of(4))).saveAsTextFiles(prefix(), "txt");
            job.run(2);
        }
        assertThat(files().below(""))
                .containsExactly(
                        entry("counts-1000.txt/part-00000", "1\n2\n"),
                        entry("counts-1000.txt/part-00001", "3\n"),
                        entry("counts-2000.txt/part-00000", "4\n"));
    }

    @Test
    void withoutASuffixThereIsNoDot() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of("a"))).saveAsTextFiles(prefix());
            job.run(1);
        }
        assertThat(files().below("")).containsExactly(entry("counts-1000/part-00000", "a\n"));
    }

    @Test
    void aBatchWithoutRecordsLeavesNothing() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of(1)), List.of(), List.of(List.of(), List.of()), List.of(List.of(2)))
                    .filter(n -> n > 1)
                    .saveAsTextFiles(prefix());
            job.run(5);
        }
        assertThat(files().names("")).containsExactly("counts-4000");
    }

    @Test
    void aPartitionWithoutRecordsHasNoFile() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of(), List.of("b"), List.of(), List.of("d")))
                    .saveAsTextFiles(prefix());
            job.run(1);
        }
        assertThat(files().names("counts-1000")).containsExactly("_sluice", "part-00001", "part-00003");
    }

    @Test
    void directoriesOnTheWayAreCreated() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of("a"))).saveAsTextFiles(directory + "/a/b/counts");
            job.run(1);
        }
        assertThat(files().below("a")).containsExactly(entry("a/b/counts-1000/part-00000", "a\n"));
    }

    @Test
    void textIsUtf8WhateverItHolds() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of("grün", "日本", "🌊", "", " two \t words ", "half \uD83C wave")))
                    .saveAsTextFiles(prefix());
            job.run(1);
        }
        assertThat(files().below("").values()).containsExactly("grün\n日本\n🌊\n\n two \t words \nhalf ? wave\n");
    }

    @Test
    void aRecordWithNewlinesTakesSeveralLines() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of("one\ntwo", "three\r\n"))).saveAsTextFiles(prefix());
            job.run(1);
        }
        assertThat(files().below("").values()).containsExactly("one\ntwo\nthree\r\n\n");
    }

    @Test
    void nullIsWrittenAsAWord() {
        try (Job job = new Job()) {
            job.stream(List.of(Arrays.asList("a", null))).saveAsTextFiles(prefix());
            job.run(1);
        }
        assertThat(files().below("").values()).containsExactly("a\nnull\n");
    }

    @Test
    void pairsAreWrittenAsTheyPrint() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of("a", "b", "a")))
                    .mapToPair(word -> KeyValue.of(word, 1L))
                    .reduceByKey(Long::sum, 1)
                    .saveAsTextFiles(prefix());
            job.run(1);
        }
        assertThat(files().below("").values()).containsExactly("(a, 2)\n(b, 1)\n");
    }

    @Test
    void manyRecordsOfManyPartitionsAreAllThere() {
        String line = "x".repeat(100);
        List<String> lines = java.util.Collections.nCopies(5_000, line);
        try (Job job = new Job()) {
            job.stream(java.util.Collections.nCopies(20, lines)).saveAsTextFiles(prefix());
            job.run(1);
        }
        assertThat(files().below(""))
                .hasSize(20)
                .allSatisfy((path, text) -> assertThat(text).isEqualTo((line + "\n").repeat(5_000)));
    }

    @Test
    void whatWasWrittenIsReadByTheNextProgram() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of("a", "b"), List.of(), List.of("grün"))).saveAsTextFiles(prefix());
            job.run(1);
        }
        try (Job reading = new Job()) {
            assertThat(reading.context
                            .textFile(directory.resolve("counts-1000"))
                            .glom()
                            .collect())
                    .containsExactly(List.of("a", "b"), List.of("grün"));
        }
    }

    private record Unprintable() {
        @Override
        public String toString() {
            throw new IllegalStateException("no words");
        }
    }

    @Test
    void aRecordThatCannotBePrintedNamesTheProgramLine() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of("a", new Unprintable()))).saveAsTextFiles(prefix());
            job.run(1);
            assertThatThrownBy(job::end)
                    .isInstanceOf(OperatorException.class)
                    .hasMessageMatching("saveAsTextFiles at TextFilesTest\\.java:\\d+ failed on record .*no words.*");
        }
        assertThat(files().names("")).isEmpty();
    }

    @Test
    void aRecordThatCannotBePrintedMayBeQuarantined() {
        try (Job job = new Job(builder -> builder.failures(FailurePolicy.quarantineRecords()))) {
            job.stream(List.of(List.of("a", new Unprintable(), "b"))).saveAsTextFiles(prefix());
            job.run(1);
        }
        assertThat(files().below("").values()).containsExactly("a\nb\n");
    }

    @Test
    void aDirectoryThatCannotBeIsATypedFailure() throws IOException {
        Path taken = java.nio.file.Files.createFile(directory.resolve("taken"));
        try (Job job = new Job()) {
            job.stream(List.of(List.of("a"))).saveAsTextFiles(taken + "/counts");
            job.run(1);
            assertThatThrownBy(job::end)
                    .isInstanceOf(StorageException.class)
                    .hasMessageMatching(
                            "saveAsTextFiles at TextFilesTest\\.java:\\d+: cannot write '" + taken
                                    + "/counts-1000': cannot create the directory '\\.counts-1000\\.[0-9a-f]{8}-0\\.staging': .*; .*");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''       | ''   | a path must end with the name of a file or directory",
                "out/     | ''   | the prefix must end with the beginning of a name, but was \"out/\"; \"out/counts\" makes"
                        + " names such as out/counts-1000, out/counts-2000 and so on",
                "out/..   | ''   | a path must end with the name of a file or directory",
                "counts   | a/b  | the suffix must be the end of a name, but was \"a/b\"; \"txt\" makes names such as"
                        + " out/counts-1000.txt",
            })
    void aPrefixOrSuffixThatCannotBeIsRefusedAtOnce(String prefix, String suffix, String rule) {
        try (Job job = new Job()) {
            assertThatThrownBy(() -> job.stream(List.of(List.of("a"))).saveAsTextFiles(prefix, suffix))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageMatching("saveAsTextFiles at TextFilesTest\\.java:\\d+: .*")
                    .hasMessageContaining(rule);
        }
    }

    @Test
    void theExplanationSaysWhereItGoesAndHowOften() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of("a"))).saveAsTextFiles("out/counts", "txt");
            job.stream(List.of(List.of("a"))).print();
            assertThat(job.context.explain())
                    .containsPattern("output 0: saveAsTextFiles at TextFilesTest\\.java:\\d+, writes text files"
                            + " out/counts-\\*\\.txt; exactly once: a batch becomes visible together with the"
                            + " mark that it arrived\n")
                    .containsPattern("output 1: print at TextFilesTest\\.java:\\d+, at least once: a batch that is run"
                            + " again arrives again\n");
        }
    }
}
