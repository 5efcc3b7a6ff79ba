package dev.sluice.conformance.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.OutputConflictException;
import dev.sluice.file.Rolling;
import dev.sluice.sink.Sink;
import dev.sluice.sink.Sinks;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs that write under the same name, or one job that lost its past. */
class OneJobEachTest {
    private static final List<List<List<String>>> OTHER = List.of(List.of(List.of("x")));

    private final Storage disk = new InMemoryStorage(new ManualClock());
    private final SinkJob job = new SinkJob("job-1", SinkKind.BATCHES);

    private static void nothing() {}

    @ParameterizedTest
    @EnumSource
    void anotherJobIsRefusedAndNothingChanges(SinkKind kind) throws Exception {
        Sink<String> sink = kind.over(disk);
        job.begin().write(sink, 3, OneJobEachTest::nothing);
        var before = new Files(disk).below("");
        SinkJob other = new SinkJob("job-2", OTHER);
        assertThatThrownBy(() -> other.begin().finish(sink, OneJobEachTest::nothing))
                .isInstanceOf(OutputConflictException.class)
                .hasMessageContaining("Let each job, and each output of a job, write under a name of its own");
        assertThat(new Files(disk).below("")).isEqualTo(before);
        job.begin().finish(sink, OneJobEachTest::nothing);
        new OutsideReader(disk, job.lines()).assertComplete("after the other job");
    }

    @ParameterizedTest
    @EnumSource
    void theSameBatchWithOtherRecordsIsRefused(SinkKind kind) throws Exception {
        Sink<String> sink = kind.over(disk);
        job.begin().write(sink, 3, OneJobEachTest::nothing);
        SinkJob copied = new SinkJob("job-1", OTHER);
        copied.begin();
        assertThatThrownBy(() -> copied.begin().finish(sink, OneJobEachTest::nothing))
                .isInstanceOf(OutputConflictException.class)
                .hasMessageContaining("it is there already with other content: ");
        new OutsideReader(disk, job.lines()).look("after the copy");
    }

    @ParameterizedTest
    @EnumSource
    void theSameBatchesAgainChangeNothing(SinkKind kind) throws Exception {
        Sink<String> sink = kind.over(disk);
        job.begin().finish(sink, OneJobEachTest::nothing);
        var before = new Files(disk).visible();
        SinkJob again = new SinkJob("job-1", SinkKind.BATCHES);
        again.begin();
        again.begin().finish(sink, OneJobEachTest::nothing);
        assertThat(before).isNotEmpty();
        assertThat(new Files(disk).visible()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void aSinkTellsTheNewestBatchThatItHasOfAJob(SinkKind kind) throws Exception {
        Sink<String> sink = kind.over(disk);
        assertThat(sink.newest("job-1")).isEmpty();
        job.begin().write(sink, 3, OneJobEachTest::nothing);
        assertThat(sink.newest("job-1")).hasValue(Instant.ofEpochMilli(2_000));
        job.begin().finish(sink, OneJobEachTest::nothing);
        assertThat(sink.newest("job-1")).hasValue(Instant.ofEpochMilli(7_000));
        assertThatThrownBy(() -> sink.newest("job-2"))
                .isInstanceOf(OutputConflictException.class)
                .hasMessageContaining("belongs to another job than job-2")
                .hasMessageContaining("if this job lost its checkpoint directory, bring it back");
    }

    @Test
    void aVisibleFileOfSomeoneElseStopsARollUntilItIsMovedAway() throws Exception {
        Sink<String> sink = SinkKind.ROLLING_BY_SIZE.over(disk);
        disk.createDirectories("out");
        assertThat(disk.putIfAbsent("out/counts-1000-2000.txt", new byte[] {'x'}))
                .isTrue();
        assertThatThrownBy(() -> job.begin().finish(sink, OneJobEachTest::nothing))
                .isInstanceOf(OutputConflictException.class)
                .hasMessage("cannot write 'out/counts-*.txt': 'out/counts-1000-2000.txt' is there already, and another"
                        + " run wrote it. What is visible is never changed: move it away, and this run goes on with what"
                        + " it holds back");
        assertThat(disk.read("out/counts-1000-2000.txt", 0, 10)).containsExactly('x');
        assertThat(disk.delete("out/counts-1000-2000.txt")).isTrue();
        job.begin().finish(sink, OneJobEachTest::nothing);
        new OutsideReader(disk, job.lines()).assertComplete("after it was moved away");
    }

    @Test
    void filesMayBeTakenAwayAtOnceAndOtherSettingsChosen() throws Exception {
        Sink<String> sink = SinkKind.ROLLING_BY_SIZE.over(disk);
        job.begin().write(sink, 2, OneJobEachTest::nothing);
        assertThat(disk.delete("out/counts-1000-2000.txt")).isTrue();
        Sink<String> other =
                Sinks.rollingText(new Location(disk, "out/counts"), "txt", Rolling.of(1 << 20, Duration.ofDays(1)));
        job.begin().finish(other, OneJobEachTest::nothing);
        assertThat(new Files(disk).visible().keySet()).containsExactly("out/counts-4000-7000.txt");
    }
}
