package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.SourceException;
import dev.sluice.intake.Intake;
import dev.sluice.intake.IntakeFixture;
import dev.sluice.plan.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory of a real disk, batch by batch. */
class FileSourceTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final IntakeFixture world = new IntakeFixture();

    @TempDir
    Path temp;

    @Test
    void eachNewFileIsReadOnceByTheBatchThatFindsIt() throws Exception {
        write("old", "before the start");
        Input<String> input = open(FileOptions.DEFAULT);
        assertThat(world.nextRecords(input)).isEmpty();
        write("a", "1\n2\n");
        assertThat(world.nextRecords(input)).containsExactly("1", "2");
        assertThat(world.nextRecords(input)).isEmpty();
        write("b", "3");
        write("c", "");
        assertThat(world.nextRecords(input)).containsExactly("3");
    }

    @Test
    void filesOfTheStartAreReadWhereThatWasAskedFor() throws Exception {
        write("old", "before");
        Input<String> input = open(FileOptions.DEFAULT.withExisting());
        assertThat(world.nextRecords(input)).containsExactly("before");
        assertThat(world.nextRecords(input)).isEmpty();
    }

    @Test
    void theClockDecidesNothingButTheOrder() throws Exception {
        Input<String> input = open(FileOptions.DEFAULT);
        write("future", "3", NOON.plus(Duration.ofDays(400_000)));
        write("past", "1", Instant.EPOCH.minus(Duration.ofDays(1)));
        write("noon b", "2b", NOON);
        write("noon a", "2a", NOON);
        assertThat(world.nextRecords(input)).containsExactly("1", "2a", "2b", "3");
        write("late from the past", "0", Instant.EPOCH);
        assertThat(world.nextRecords(input)).containsExactly("0");
        assertThat(world.nextRecords(input)).isEmpty();
    }

    @Test
    void namesThatAreNotMeantToBeReadAreNot() throws Exception {
        Input<String> input = open(FileOptions.DEFAULT);
        for (String name : List.of(".hidden", "_SUCCESS", "x.tmp", "x.part", "x.txt")) {
            write(name, name);
        }
        assertThat(world.nextRecords(input)).containsExactly("x.txt");
        Files.move(temp.resolve("x.tmp"), temp.resolve("y.txt"), StandardCopyOption.ATOMIC_MOVE);
        assertThat(world.nextRecords(input)).containsExactly("x.tmp");
        Input<String> own = open(FileOptions.DEFAULT.withExisting().filter(name -> name.startsWith("_")));
        assertThat(world.nextRecords(own)).containsExactly("_SUCCESS");
    }

    @Test
    void directoriesBelowAreReadWhereThatWasAskedForButNeverThroughLinks() throws Exception {
        Files.createDirectories(temp.resolve("in/deep/deeper"));
        Files.createDirectories(temp.resolve("in/_temporary"));
        Files.createDirectories(temp.resolve("out"));
        Files.writeString(temp.resolve("in/top"), "top");
        Files.writeString(temp.resolve("in/deep/deeper/bottom"), "bottom");
        Files.writeString(temp.resolve("in/_temporary/unfinished"), "unfinished");
        Files.writeString(temp.resolve("out/secret"), "secret");
        Files.createSymbolicLink(temp.resolve("in/deep/loop"), Path.of(".."));
        Files.createSymbolicLink(temp.resolve("in/escape"), Path.of("../out"));
        Files.createSymbolicLink(temp.resolve("in/leak"), Path.of("../out/secret"));
        Files.createSymbolicLink(temp.resolve("in/self"), Path.of("self"));
        FileOptions existing = FileOptions.DEFAULT.withExisting();
        Path in = temp.resolve("in");
        assertThat(world.nextRecords(open(in, existing))).containsExactly("top");
        assertThat(world.nextRecords(open(in, existing.recursively()))).containsExactlyInAnyOrder("top", "bottom");
    }

    @Test
    void aChangedFileIsLeftAlone() throws Exception {
        Input<String> input = open(FileOptions.DEFAULT);
        Path file = write("a", "1\n", NOON);
        assertThat(world.nextRecords(input)).containsExactly("1");
        Files.writeString(file, "2\n", StandardOpenOption.APPEND);
        assertThat(world.nextRecords(input)).isEmpty();
        assertThat(world.nextRecords(input)).isEmpty();
    }

    @Test
    void aChangedFileIsReadAgainWhereThatWasAskedFor() throws Exception {
        Input<String> input = open(FileOptions.DEFAULT.changed(ChangedFiles.READ_AGAIN));
        Path file = write("a", "1\n", NOON);
        assertThat(world.nextRecords(input)).containsExactly("1");
        Files.writeString(file, "2\n", StandardOpenOption.APPEND);
        assertThat(world.nextRecords(input)).containsExactly("1", "2");
        assertThat(world.nextRecords(input)).isEmpty();
        Files.setLastModifiedTime(file, FileTime.from(NOON));
        assertThat(world.nextRecords(input)).containsExactly("1", "2");
    }

    @Test
    void aChangedFileFailsTheBatchWhereThatWasAskedFor() throws Exception {
        Input<String> input = open(FileOptions.DEFAULT.changed(ChangedFiles.FAIL));
        write("a", "1\n", NOON);
        assertThat(world.nextRecords(input)).containsExactly("1");
        write("a", "1\n2\n", NOON.plusSeconds(1));
        assertThatThrownBy(() -> world.nextRecords(input))
                .isInstanceOf(SourceException.class)
                .hasMessage(
                        "text files of " + temp + ": file a (4 bytes, modified 2026-03-01T12:00:01Z) was seen before"
                                + " as a (2 bytes, modified 2026-03-01T12:00:00Z) and has changed; write files elsewhere and"
                                + " move them in, or choose ChangedFiles.IGNORE or READ_AGAIN");
    }

    @Test
    void aFileIsNeverReadBeyondTheLengthItWasPlannedWith() throws Exception {
        Input<String> input = open(FileOptions.DEFAULT);
        Path file = write("a", "1\n2");
        InputPlan<String> plan = input.plan(world.nextBatch(), Long.MAX_VALUE);
        Files.writeString(file, "3\n4\n", StandardOpenOption.APPEND);
        assertThat(IntakeFixture.records(plan)).containsExactly("1", "2");
    }

    @Test
    void aPlannedFileThatIsGoneIsAnErrorAndNotAnEmptyBatch() throws Exception {
        Input<String> input = open(FileOptions.DEFAULT);
        Path file = write("a", "1\n", NOON);
        InputPlan<String> plan = input.plan(world.nextBatch(), Long.MAX_VALUE);
        Files.delete(file);
        assertThatThrownBy(() -> IntakeFixture.records(plan))
                .isInstanceOf(SourceException.class)
                .hasMessage(
                        "text files of " + temp + ": file a (2 bytes, modified 2026-03-01T12:00:00Z) was planned for"
                                + " a batch but could not be read: cannot read 'a': no such file or directory; check the name,"
                                + " and create the directory first; leave files as they are until their batch is committed,"
                                + " and put this one back");
        write("a", "1\n", NOON);
        assertThat(IntakeFixture.records(plan)).containsExactly("1");
    }

    @Test
    void aPlannedFileThatBecameShorterIsAnError() throws Exception {
        Input<String> input = open(FileOptions.DEFAULT);
        write("a", "1\n2\n3\n");
        InputPlan<String> plan = input.plan(world.nextBatch(), Long.MAX_VALUE);
        write("a", "1\n");
        assertThatThrownBy(() -> IntakeFixture.records(plan))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("was planned for a batch but ends at byte 2");
    }

    @Test
    void aFileThatIsStillWrittenIsReadOnceItHasSettled() throws Exception {
        Input<String> input = open(FileOptions.DEFAULT.settleTime(IntakeFixture.INTERVAL.multipliedBy(2)));
        Path file = write("a", "1\n", NOON);
        assertThat(world.nextRecords(input)).isEmpty();
        assertThat(world.nextRecords(input)).isEmpty();
        Files.writeString(file, "2\n", StandardOpenOption.APPEND);
        assertThat(world.nextRecords(input)).isEmpty();
        assertThat(world.nextRecords(input)).isEmpty();
        assertThat(world.nextRecords(input)).containsExactly("1", "2");
        assertThat(world.nextRecords(input)).isEmpty();
    }

    @Test
    void aFileThatVanishesAndComesBackSettlesAnew() throws Exception {
        Input<String> input = open(FileOptions.DEFAULT.settleTime(IntakeFixture.INTERVAL));
        write("a", "1", NOON);
        assertThat(world.nextRecords(input)).isEmpty();
        Files.move(temp.resolve("a"), temp.resolve(".a"));
        assertThat(world.nextRecords(input)).isEmpty();
        Files.move(temp.resolve(".a"), temp.resolve("a"));
        assertThat(world.nextRecords(input)).isEmpty();
        assertThat(world.nextRecords(input)).containsExactly("1");
    }

    @Test
    void aBatchReadsAtMostSoManyFiles() throws Exception {
        for (int i = 0; i < 5; i++) {
            write("file " + i, "" + i, NOON.plusSeconds(i));
        }
        Input<String> input = open(FileOptions.DEFAULT.withExisting().filesPerBatchMax(2));
        InputPlan<String> plan = input.plan(world.nextBatch(), Long.MAX_VALUE);
        assertThat(plan.range()).isEqualTo("2 files: file 0, file 1");
        assertThat(plan.splits()).hasSize(2);
        assertThat(plan.records()).isEqualTo(Split.UNKNOWN);
        assertThat(world.nextRecords(input)).containsExactly("2", "3");
        assertThat(world.nextRecords(input)).containsExactly("4");
        assertThat(input.plan(world.nextBatch(), Long.MAX_VALUE).range()).isEqualTo("no files");
    }

    @Test
    void aPlanThatFailsForgetsNoFile() throws Exception {
        Path in = Files.createDirectory(temp.resolve("in"));
        Input<String> input = open(in, FileOptions.DEFAULT);
        Files.move(in, temp.resolve("away"));
        assertThatThrownBy(() -> world.nextRecords(input))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("text files of " + in + ": could not plan batch 1 from position file 0")
                .hasMessageContaining("no such file or directory");
        Files.move(temp.resolve("away"), in);
        Files.writeString(in.resolve("a"), "1");
        assertThat(world.nextRecords(input)).containsExactly("1");
    }

    @Test
    void aDirectoryThatIsMissingOrNoneFailsTheStart() throws Exception {
        Path missing = temp.resolve("missing");
        assertThatThrownBy(() -> open(missing, FileOptions.DEFAULT))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("text files of " + missing + ": could not find where to start:")
                .hasMessageContaining("no such file or directory; check the name, and create the directory first");
        Path file = write("a", "1");
        assertThatThrownBy(() -> open(file, FileOptions.DEFAULT))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("text files of " + file + ": could not find where to start:");
    }

    @Test
    void aLargeFileIsReadPieceByPieceAndAReaderMayStopAnywhere() throws Exception {
        String lines =
                IntStream.range(0, 100_000).mapToObj(n -> "line " + n + "\n").collect(Collectors.joining());
        Input<String> input = open(FileOptions.DEFAULT);
        write("large", lines);
        InputPlan<String> plan = input.plan(world.nextBatch(), Long.MAX_VALUE);
        Iterator<String> some = plan.splits().get(0).iterator();
        assertThat(some.next()).isEqualTo("line 0");
        Files.move(temp.resolve("large"), temp.resolve(".moved"));
        assertThat(some.next()).isEqualTo("line 1");
        Files.move(temp.resolve(".moved"), temp.resolve("large"));
        assertThat(IntakeFixture.records(plan)).hasSize(100_000).endsWith("line 99998", "line 99999");
    }

    @Test
    void aLineThatIsTooLongNamesTheFile() throws Exception {
        Input<String> input = open(FileOptions.DEFAULT);
        write("a", "x".repeat((1 << 20) + 1));
        assertThatThrownBy(() -> world.nextRecords(input))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("text files of " + temp + ": file a (1048577 bytes")
                .hasMessageContaining("cannot be read as lines: the line at byte 0 is longer than 1048576 bytes");
    }

    @Test
    void binaryRecordsHaveOneLengthAndAreCounted() throws Exception {
        Input<byte[]> input = opened(Sources.binaryRecords(temp, 3, FileOptions.DEFAULT));
        Files.write(temp.resolve("a"), new byte[] {1, 2, 3, 4, 5, 6});
        InputPlan<byte[]> plan = input.plan(world.nextBatch(), Long.MAX_VALUE);
        assertThat(plan.records()).isEqualTo(2);
        assertThat(plan.splits().get(0).iterator())
                .toIterable()
                .containsExactly(new byte[] {1, 2, 3}, new byte[] {4, 5, 6});
    }

    @Test
    void aBatchReadsAsManyBinaryFilesAsItMayReadRecordsButAtLeastOne() throws Exception {
        for (String name : List.of("a", "b", "c")) {
            Path file = Files.write(temp.resolve(name), new byte[10]);
            Files.setLastModifiedTime(file, FileTime.from(NOON));
        }
        Input<byte[]> input = opened(Sources.binaryRecords(temp, 1, FileOptions.DEFAULT.withExisting()));
        assertThat(input.plan(world.nextBatch(), 25).range()).isEqualTo("2 files: a, b");
        assertThat(input.plan(world.nextBatch(), 5).range()).isEqualTo("1 files: c");
    }

    @Test
    void aBinaryFileThatDoesNotFitItsRecordsFailsTheBatch() throws Exception {
        Input<byte[]> input = opened(Sources.binaryRecords(temp, 4, FileOptions.DEFAULT));
        Path file = Files.write(temp.resolve("a"), new byte[10]);
        Files.setLastModifiedTime(file, FileTime.from(NOON));
        assertThatThrownBy(() -> input.plan(world.nextBatch(), 10))
                .isInstanceOf(SourceException.class)
                .hasMessage("binary records of " + temp + ": file a (10 bytes, modified 2026-03-01T12:00:00Z) does not"
                        + " consist of records of 4 bytes: 2 bytes are over; put whole files there, or name the right"
                        + " record length");
    }

    @Test
    void filesBesideOneThatFailedTheBatchAreReadByTheNext() throws Exception {
        Input<byte[]> input = opened(Sources.binaryRecords(temp, 4, FileOptions.DEFAULT));
        Path good = Files.write(temp.resolve("good"), new byte[4]);
        Files.setLastModifiedTime(good, FileTime.from(NOON));
        Path bad = Files.write(temp.resolve("bad"), new byte[3]);
        assertThatThrownBy(() -> input.plan(world.nextBatch(), 10)).hasMessageContaining("file bad (3 bytes");
        Files.delete(bad);
        assertThat(input.plan(world.nextBatch(), 10).range()).isEqualTo("1 files: good");
    }

    @Test
    void optionsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> FileOptions.DEFAULT.filesPerBatchMax(0))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("a batch must be allowed to read at least 1 file, but was allowed 0");
        assertThatThrownBy(() -> FileOptions.DEFAULT.settleTime(Duration.ofSeconds(-1)))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("the settle time of files must not be negative, but was PT-1S");
        assertThatThrownBy(() -> Sources.binaryRecords(temp, 0, FileOptions.DEFAULT))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("binary records must have at least 1 byte, but were given 0");
    }

    private Input<String> open(FileOptions options) {
        return open(temp, options);
    }

    private Input<String> open(Path directory, FileOptions options) {
        return opened(Sources.textFiles(directory, options));
    }

    /** Starts a source under its own name. */
    private <T> Input<T> opened(StreamSource<T> source) {
        Input<T> input = Intake.open(source, world.context(source.name()));
        input.start();
        return input;
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(temp.resolve(name), content);
    }

    private Path write(String name, String content, Instant modified) throws IOException {
        return Files.setLastModifiedTime(write(name, content), FileTime.from(modified));
    }
}
