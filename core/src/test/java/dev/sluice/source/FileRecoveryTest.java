package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.Batch;
import dev.sluice.error.SourceException;
import dev.sluice.intake.Intake;
import dev.sluice.intake.IntakeFixture;
import dev.sluice.intake.Lives;
import dev.sluice.intake.Sweep;
import dev.sluice.storage.AppendFile;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.text.LineFormat;
import dev.sluice.time.ManualClock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The files of a directory, through crashes. */
class FileRecoveryTest {
    private final ManualClock clock = new ManualClock();
    private final InMemoryStorage storage = new InMemoryStorage(clock);
    private final IntakeFixture world = new IntakeFixture();

    @Test
    void everyFileIsReadOnceWhereverTheRunCrashes() {
        assertThat(Sweep.crashes(() -> trial(4, 13))).isGreaterThan(40);
    }

    @Test
    void twoCrashesInARowLoseAndDoubleNoFile() {
        assertThat(Sweep.pairs(() -> trial(2, 9))).isGreaterThan(500);
    }

    private static Sweep.Trial trial(long fedBatches, long batches) {
        Directory directory = new Directory(fedBatches);
        Lives<String> lives = new Lives<>(directory, batches, 1_000);
        return new Sweep.Trial(lives, () -> {
            List<String> written = IntStream.range(0, directory.files)
                    .mapToObj(n -> "line " + n)
                    .toList();
            assertThat(lives.records()).isEqualTo(written);
            assertThat(lives.outputs()).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(2));
        });
    }

    /** Three files come before each of the first batches, and one while no run is there; a batch reads two. */
    private static final class Directory implements Lives.Program<String> {
        private final ManualClock clock = new ManualClock();
        private final InMemoryStorage storage = new InMemoryStorage(clock);
        private final long fedBatches;
        private int files;
        private long fed;

        Directory(long fedBatches) {
            this.fedBatches = fedBatches;
        }

        @Override
        public StreamSource<String> source() {
            if (fed <= fedBatches) {
                write();
            }
            FileOptions options = FileOptions.DEFAULT.withExisting().filesPerBatchMax(2);
            return Sources.textFiles("directory", storage, options, LineFormat.DEFAULT);
        }

        @Override
        public void feed(long batch) {
            fed = batch;
            if (batch <= fedBatches) {
                write();
                write();
                write();
            }
        }

        private void write() {
            clock.elapse(Duration.ofMillis(1));
            storage.putIfAbsent("file " + files, ("line " + files).getBytes(StandardCharsets.UTF_8));
            files++;
        }
    }

    @Test
    void filesOfTheFirstStartStayUnreadAfterARestart() {
        write("old", "old");
        Input<String> input = open(FileOptions.DEFAULT);
        input.start();
        write("new", "new");
        Batch batch = world.nextBatch();
        InputPlan<String> plan = input.plan(batch, Long.MAX_VALUE);
        Object reading = plan.reading().get();
        write("while down", "while down");
        Input<String> next = open(FileOptions.DEFAULT);
        next.resume(new Resumption(null, List.of()));
        assertThat(IntakeFixture.records(next.replan(batch, reading))).containsExactly("new");
        next.start();
        assertThat(world.nextRecords(next)).containsExactly("while down");
        next.committed(batch);
        assertThat(next.memory().size()).isEqualTo(2);
        assertThat(world.nextRecords(next)).isEmpty();
    }

    @Test
    void s3APlannedFileThatIsGoneIsAnErrorAndNotAnEmptyBatch() {
        InputPlan<String> again = plannedBeforeTheCrash();
        storage.delete("a");
        assertThatThrownBy(() -> IntakeFixture.records(again))
                .isInstanceOf(SourceException.class)
                .hasMessage(
                        "text files of memory: file a (1 bytes, modified 1970-01-01T00:00:00Z) was planned for a batch"
                                + " of an earlier run and is gone; nothing of it was read again. Put it back as it was, with its"
                                + " modification time, or start anew in another directory; leave files as they are until a"
                                + " restart does not need their batch any more");
    }

    @Test
    void s3APlannedFileThatWasReplacedGrewOrShrankIsAnError() {
        for (String content : List.of("2", "12", "")) {
            InputPlan<String> again = plannedBeforeTheCrash();
            storage.delete("a");
            clock.elapse(Duration.ofSeconds(1));
            write("a", content);
            assertThatThrownBy(() -> IntakeFixture.records(again))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("file a (1 bytes, modified 1970-01-01T00:00:")
                    .hasMessageContaining(
                            " was planned for a batch of an earlier run and is a (" + content.length() + " bytes");
            storage.delete("a");
        }
    }

    @Test
    void aPlannedFileThatIsPutBackIsRead() {
        InputPlan<String> again = plannedBeforeTheCrash();
        storage.rename("a", "away");
        assertThatThrownBy(() -> IntakeFixture.records(again)).hasMessageContaining("is gone");
        storage.rename("away", "a");
        assertThat(IntakeFixture.records(again)).containsExactly("1");
    }

    /** File {@code a} holds 1, was planned by an earlier run, and is planned again. */
    private InputPlan<String> plannedBeforeTheCrash() {
        FileOptions options = FileOptions.DEFAULT.withExisting();
        write("a", "1");
        Input<String> input = open(options);
        input.start();
        Object reading = input.plan(world.nextBatch(), Long.MAX_VALUE).reading().get();
        Input<String> next = open(options);
        next.resume(new Resumption(null, List.of()));
        return next.replan(world.nextBatch(), reading);
    }

    private Input<String> open(FileOptions options) {
        return Intake.open(
                Sources.textFiles("memory", storage, options, LineFormat.DEFAULT),
                world.context("text files of memory"));
    }

    private void write(String name, String content) {
        try (AppendFile file = storage.create(name)) {
            file.append(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
