package dev.sluice.conformance.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.StreamingContext;
import dev.sluice.StreamingContextState;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.batch.Replay;
import dev.sluice.batch.ReplayListener;
import dev.sluice.batch.ReplayedOutput;
import dev.sluice.batch.ReplayedOutput.Part;
import dev.sluice.data.Batch;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.OperatorException;
import dev.sluice.error.RecoveryException;
import dev.sluice.error.SourceException;
import dev.sluice.event.QuarantinedRecord;
import dev.sluice.event.StreamingListener;
import dev.sluice.plan.Split;
import dev.sluice.source.DirectSource;
import dev.sluice.source.FileOptions;
import dev.sluice.source.GeneratorSource;
import dev.sluice.source.Sources;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.time.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recorded batch, run again from its directory. */
class ReplayTest {
    private static final long ALL = Long.MAX_VALUE;

    @TempDir
    private Path home;

    private final Noted noted = new Noted();

    /** What a replay told, in words. */
    private static final class Noted implements ReplayListener {
        final List<String> told = new ArrayList<>();
        String firstOutput = "";

        @Override
        public void onBatch(Batch batch, long version) {
            told.add("batch " + batch.id() + " from " + version);
        }

        @Override
        public void onOutput(ReplayedOutput output) {
            List<List<Object>> records =
                    output.partitions().stream().map(Part::first).toList();
            firstOutput = output.output() == 0 ? records.toString() : firstOutput;
            told.add(output.output() + ": " + output.records() + " " + records);
        }

        @Override
        public void onOutputNotDue(Batch batch, int output, String operation) {
            told.add(output + ": not due");
        }

        @Override
        public void onRecordLeftOut(QuarantinedRecord record) {
            told.add("left out: " + record.record());
        }
    }

    private Shop shop(Storage storage) {
        return new Shop(storage, home.resolve("sums").toString());
    }

    private void replay(Shop shop, long batch) {
        shop.context(builder -> builder.replay(new Replay(batch, ALL, noted))).start();
    }

    @Test
    void eachRecordedBatchGivesAgainWhatItGaveAndNothingChanges() throws Exception {
        Storage storage = new InMemoryStorage(new ManualClock());
        Shop first = shop(storage);
        first.run(8);
        Map<String, byte[]> before = Directory.of(storage).files();
        List<Path> published = tree();

        for (long batch = 1; batch <= 8; batch++) {
            Shop again = shop(storage);
            replay(again, batch);
            assertThat(noted.firstOutput).as("batch %s", batch).isEqualTo(first.seen.get(batch));
            assertThat(again.calls).as("actions that ran").isZero();
        }
        assertThat(Directory.of(storage).files()).containsExactlyEntriesOf(before);
        assertThat(tree()).isEqualTo(published);
    }

    private List<Path> tree() throws Exception {
        try (var files = Files.walk(home)) {
            return files.sorted().toList();
        }
    }

    @Test
    void theStateIsComputedFromTheNewestSnapshotBeforeTheBatch() {
        Storage storage = new InMemoryStorage(new ManualClock());
        shop(storage).run(8);

        replay(shop(storage), 8);

        assertThat(noted.told)
                .containsExactly(
                        "batch 8 from 6",
                        "0: 3 [[(0, 165), (1, 176)], [(2, 155)]]",
                        "1: 3 [[(0, 165), (1, 176)], [(2, 155)]]",
                        "2: 4 [[order 5], [order 6], [order 7], [order 8]]");
    }

    @ParameterizedTest
    @CsvSource({"5, 2, 4", "7, 1, 7", "2, 1, 1", "2, 4, 4"})
    void aBatchOfAnEarlierRunIsRunAgainAcrossTheRestart(int before, int after, int first) {
        Storage storage = new InMemoryStorage(new ManualClock());
        Shop killed = shop(storage);
        killed.run(before);
        Shop second = shop(storage);
        second.clock.advance(Duration.ofSeconds(before));
        second.run(after);
        Map<Long, String> seen = killed.seen;
        seen.putAll(second.seen);

        for (long batch = first; batch <= before + after; batch++) {
            replay(shop(storage), batch);
            assertThat(noted.firstOutput).as("batch %s", batch).isEqualTo(seen.get(batch));
        }
    }

    @Test
    void aRunGoesOnUndisturbedWhileItsBatchesAreRunAgain() {
        Storage storage = new InMemoryStorage(new ManualClock());
        Shop running = shop(storage);
        running.run(4);
        replay(shop(storage), 4);
        running.clock.advance(Duration.ofSeconds(1));
        replay(shop(storage), 5);

        assertThat(running.seen).containsKey(5L);
        assertThat(noted.firstOutput).isEqualTo(running.seen.get(5L));
    }

    @Test
    void theContextIsStoppedWhenTheBatchIsThrough() throws Exception {
        Storage storage = new InMemoryStorage(new ManualClock());
        shop(storage).run(2);
        List<String> events = new ArrayList<>();
        StreamingContext ssc = shop(storage)
                .context(builder -> builder.replay(new Replay(2, ALL, noted)).listener(new StreamingListener() {
                    @Override
                    public void onStreamingStarted() {
                        events.add("started");
                    }
                }));
        ssc.start();
        ssc.awaitTermination();

        assertThat(ssc.state()).isEqualTo(StreamingContextState.STOPPED);
        assertThat(ssc.stop().steps()).containsExactly("batch 2 was run again");
        assertThat(events).isEmpty();
    }

    @Test
    void whatIsNotRecordedAnyMoreIsRefusedWithWhatIs() {
        Storage storage = new InMemoryStorage(new ManualClock());
        shop(storage).run(20);
        Map<String, byte[]> before = Directory.of(storage).files();

        assertThatThrownBy(() -> replay(shop(storage), 3))
                .isInstanceOf(RecoveryException.class)
                .hasMessage("batch 3 cannot be run again from 'the shop's directory': recorded are batches 16 to 20."
                        + " Recorded are the batches after the older of the two newest snapshots, and at most those after the"
                        + " one that the last run went on from; for an earlier batch, take a copy of the directory from"
                        + " that time");
        assertThatThrownBy(() -> replay(shop(storage), 21)).hasMessageContaining("recorded are batches 16 to 20.");
        assertThat(Directory.of(storage).files()).containsExactlyEntriesOf(before);
    }

    @Test
    void aDirectoryWithoutAJobIsLeftEmpty() {
        Storage storage = new InMemoryStorage(new ManualClock());

        assertThatThrownBy(() -> replay(shop(storage), 1))
                .hasMessage("'the shop's directory' holds no job, so there is no batch to be run again");
        assertThat(storage.list("")).isEmpty();
    }

    @Test
    void theSettingsAreChecked() {
        assertThatThrownBy(() -> StreamingContext.builder("shop")
                        .batchInterval(Duration.ofSeconds(1))
                        .replay(new Replay(1, 1, noted))
                        .build())
                .hasMessage("\"shop\" cannot be built: a batch is run again from a checkpoint directory,"
                        + " but none was given");
        assertThatThrownBy(() -> new Replay(0, 1, noted))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("batches are counted from 1, and at least 0 records are shown, but was given batch 0 and 1"
                        + " records");
    }

    @Test
    void aProgramThatDoesNotFitIsRefused() {
        Storage storage = new InMemoryStorage(new ManualClock());
        shop(storage).run(4);

        assertThatThrownBy(() -> replay(
                        storage,
                        4,
                        ssc -> ssc.directStream("others", numbers()).count().print()))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("holds what this program does not have any more");
    }

    @Test
    void onlyTheFirstRecordsAreGivenPartitionByPartition() {
        Storage storage = new InMemoryStorage(new ManualClock());
        Program program = ssc -> ssc.directStream("numbers", numbers()).foreachRdd(rdd -> {});
        run(storage, program, 1);
        StreamingContext ssc = context(storage, "3", new Replay(1, 3, noted), FailurePolicy.stop());
        program.define(ssc);
        ssc.start();

        assertThat(noted.told).containsExactly("batch 1 from 0", "0: 4 [[0, 1], [2]]");
    }

    @Test
    void aBatchThatFailedFailsAgain() {
        Storage storage = new InMemoryStorage(new ManualClock());
        Program program = ssc ->
                ssc.directStream("numbers", numbers()).map(n -> 12 / (5 - n)).foreachRdd(rdd -> rdd.collect());
        run(storage, program, 2);

        assertThatThrownBy(() -> replay(storage, 2, program))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("failed on record 5")
                .hasRootCauseInstanceOf(ArithmeticException.class);
    }

    @Test
    void recordsAreLeftOutAsTheyWere() {
        Storage storage = new InMemoryStorage(new ManualClock());
        Program program = ssc -> {
            ssc.directStream("numbers", numbers()).map(n -> 12 / (1 - n)).foreachRdd(rdd -> rdd.collect());
            ssc.quarantined().map(QuarantinedRecord::record).foreachRdd(rdd -> rdd.collect());
        };
        StreamingContext ssc = context(storage, "1", null, FailurePolicy.quarantineRecords());
        program.define(ssc);
        ssc.start();
        clock.advance(Duration.ofSeconds(2));
        for (long batch = 1; batch <= 2; batch++) {
            StreamingContext again =
                    context(storage, "1", new Replay(batch, ALL, noted), FailurePolicy.quarantineRecords());
            program.define(again);
            again.start();
        }

        assertThat(noted.told)
                .containsExactly(
                        "batch 1 from 0",
                        "0: 3 [[12], [-12, -6]]",
                        "1: 0 []",
                        "left out: 1",
                        "batch 2 from 0",
                        "0: 4 [[-4, -3], [-2, -2]]",
                        "1: 1 [[1]]");
    }

    @Test
    void filesAreReadAsTheyWereRecorded() throws Exception {
        Storage storage = new InMemoryStorage(new ManualClock());
        Path file = Files.writeString(Files.createDirectory(home.resolve("in")).resolve("a.txt"), "to be\nor not\n");
        Program program = ssc -> ssc.stream(Sources.textFiles(file.getParent(), FileOptions.DEFAULT.withExisting()))
                .foreachRdd(rdd -> {});
        run(storage, program, 2);
        replay(storage, 1, program);
        assertThat(noted.told).containsExactly("batch 1 from 0", "0: 2 [[to be, or not]]");

        Files.writeString(file, "to be\n");
        assertThatThrownBy(() -> replay(storage, 1, program))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("a.txt");
    }

    @Test
    void aSourceIsNotToldThatItsRecordsAreDoneWith() {
        Storage storage = new InMemoryStorage(new ManualClock());
        Told source = new Told();
        Program program = ssc -> ssc.directStream("told", source).foreachRdd(rdd -> {});
        run(storage, program, 7);
        List<Long> before = List.copyOf(source.acknowledged);
        replay(storage, 7, program);

        assertThat(before).isNotEmpty();
        assertThat(source.acknowledged).isEqualTo(before);
        assertThat(noted.told).containsExactly("batch 7 from 6", "0: 1 [[6]]");
    }

    private static final class Told implements DirectSource<Long, Long> {
        private static final long serialVersionUID = 1L;
        private final ArrayList<Long> acknowledged = new ArrayList<>();

        @Override
        public Long start() {
            return 0L;
        }

        @Override
        public Long next(Long from, Batch batch, long recordsMax) {
            return from + 1;
        }

        @Override
        public List<Split<Long>> splits(Long from, Long to) {
            return List.of(Split.of(LongStream.range(from, to).boxed().toList()));
        }

        @Override
        public void acknowledge(Long position) {
            acknowledged.add(position);
        }
    }

    private interface Program {
        void define(StreamingContext ssc);
    }

    private final ManualClock clock = new ManualClock();

    private static GeneratorSource<Long> numbers() {
        return new GeneratorSource<Long>(4, n -> n).partitions(2);
    }

    private void run(Storage storage, Program program, int batches) {
        StreamingContext ssc = context(storage, "x", null, FailurePolicy.stop());
        program.define(ssc);
        ssc.start();
        clock.advance(Duration.ofSeconds(batches));
    }

    private void replay(Storage storage, long batch, Program program) {
        StreamingContext ssc = context(storage, "x", new Replay(batch, ALL, noted), FailurePolicy.stop());
        program.define(ssc);
        ssc.start();
    }

    private StreamingContext context(Storage storage, String shown, Replay replay, FailurePolicy failures) {
        var builder = StreamingContext.builder("numbers")
                .batchInterval(Duration.ofSeconds(1))
                .master("local[2]")
                .checkpoint(storage, shown)
                .snapshotInterval(Duration.ofSeconds(3))
                .failures(failures)
                .clock(clock);
        return (replay == null ? builder : builder.replay(replay)).build();
    }
}
