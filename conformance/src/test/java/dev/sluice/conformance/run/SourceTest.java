package dev.sluice.conformance.run;

import static dev.sluice.testkit.StreamCheck.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.StreamingContextState;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.data.Batch;
import dev.sluice.error.SourceException;
import dev.sluice.event.BatchInfo;
import dev.sluice.plan.Split;
import dev.sluice.source.DirectSource;
import dev.sluice.source.Receiver;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTest {
    private final StreamTester tester = StreamTester.create();

    @AfterEach
    void close() {
        tester.close();
    }

    @Test
    void aDirectoryGivesTheLinesOfFilesThatAppear(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("before"), "old\n");
        Collected<String> lines = tester.collect(tester.context().textFileStream(directory));
        tester.runBatches(1);
        Files.writeString(directory.resolve("first"), "a\nb\n");
        tester.runBatches(1);
        Files.writeString(directory.resolve("second"), "c");
        tester.runBatches(2);
        assertThat(lines.batches()).containsExactly(List.of(), List.of("a", "b"), List.of("c"), List.of());
    }

    @Test
    void aDirectoryGivesRecordsOfAFixedLength(@TempDir Path directory) throws IOException {
        Collected<String> records = tester.collect(
                tester.context().binaryRecordsStream(directory, 2).map(bytes -> bytes[0] + " " + bytes[1]));
        tester.runBatches(1);
        Files.write(directory.resolve("records"), new byte[] {1, 2, 3, 4});
        tester.runBatches(1);
        assertThat(records.batches()).containsExactly(List.of(), List.of("1 2", "3 4"));
    }

    @Test
    void aTextFileIsReadAnewByEveryBatch(@TempDir Path directory) throws IOException {
        Path stopWords = directory.resolve("stop-words");
        Files.writeString(stopWords, "the\n");
        Collected<String> words = tester.collect(tester.input(batch("the", "a", "cat"), batch("the", "a", "cat"))
                .transform(rdd -> rdd.subtract(tester.context().textFile(stopWords))));
        tester.runBatches(1);
        Files.writeString(stopWords, "the\na\n");
        tester.runBatches(1);
        assertThat(words.batches().get(0)).containsExactlyInAnyOrder("a", "cat");
        assertThat(words.batches().get(1)).containsExactly("cat");
    }

    /** The numbers from 0 on, three in a batch. */
    private static final class Numbers implements DirectSource<Long, Long> {
        private static final long serialVersionUID = 1L;

        private final transient List<Long> acknowledged = new ArrayList<>();
        private int failures;

        Numbers(int failures) {
            this.failures = failures;
        }

        @Override
        public Long start() {
            return 0L;
        }

        @Override
        public Long next(Long from, Batch batch, long recordsMax) {
            if (failures > 0) {
                failures--;
                throw new SourceException("the log cannot be reached");
            }
            return from + Math.min(3, recordsMax);
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

    @Test
    void aDirectSourceIsReadByPositionAndAcknowledgedByBatch() {
        Numbers numbers = new Numbers(0);
        Collected<Long> collected = tester.collect(tester.context().directStream("numbers", numbers));
        tester.runBatches(3);
        assertThat(collected.batches()).containsExactly(List.of(0L, 1L, 2L), List.of(3L, 4L, 5L), List.of(6L, 7L, 8L));
        assertThat(numbers.acknowledged).endsWith(9L);
        assertThat(tester.events().batches()).extracting(BatchInfo::records).hasSize(3);
    }

    @Test
    void aBatchThatCannotBePlannedStopsTheContext() {
        Collected<Long> collected = tester.collect(tester.context().directStream("numbers", new Numbers(1)));
        assertThat(tester.failureWithin(1))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("the log cannot be reached");
        assertThat(collected.batches()).isEmpty();
    }

    @Test
    void aSourceThatCannotBeginFailsTheStart() {
        Collected<Long> collected = tester.collect(tester.context().directStream("numbers", new Unreachable()));
        assertThatThrownBy(() -> tester.context().start()).hasMessageContaining("nobody there");
        assertThat(tester.context().state()).isEqualTo(StreamingContextState.STOPPED);
        assertThatThrownBy(() -> tester.context().awaitTermination()).hasMessageContaining("nobody there");
        assertThat(collected.batches()).isEmpty();
    }

    private static final class Unreachable implements DirectSource<Long, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public Long start() throws IOException {
            throw new IOException("nobody there");
        }

        @Override
        public Long next(Long from, Batch batch, long recordsMax) {
            return from;
        }

        @Override
        public List<Split<Long>> splits(Long from, Long to) {
            return List.of();
        }
    }

    @Test
    void anErrorOfASourceStopsTheContextToo() {
        Collected<Long> collected = tester.collect(tester.context().directStream("numbers", new Broken()));
        assertThat(tester.failureWithin(1)).hasMessageContaining("a class is missing");
        assertThat(collected.batches()).isEmpty();
        assertThatThrownBy(() -> tester.context().awaitTermination()).hasMessageContaining("a class is missing");
    }

    private static final class Broken implements DirectSource<Long, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public Long start() {
            return 0L;
        }

        @Override
        public Long next(Long from, Batch batch, long recordsMax) {
            throw new NoClassDefFoundError("a class is missing");
        }

        @Override
        public List<Split<Long>> splits(Long from, Long to) {
            return List.of();
        }
    }

    @Test
    void aBatchThatCannotBePlannedIsPlannedAgainAndLosesNothing() {
        try (StreamTester retrying =
                StreamTester.create(builder -> builder.failures(FailurePolicy.retry(2, Duration.ofMillis(100))))) {
            Collected<Integer> before = retrying.collect(retrying.input(batch(1), batch(2), batch(3)));
            Collected<Long> numbers = retrying.collect(retrying.context().directStream("numbers", new Numbers(2)));
            retrying.runBatches(3);
            assertThat(before.batches()).containsExactly(List.of(1), List.of(2), List.of(3));
            assertThat(numbers.batches()).startsWith(List.of(0L, 1L, 2L)).hasSize(3);
            assertThat(before.entries())
                    .extracting(entry -> entry.batch().timeMillis())
                    .containsExactly(1_000L, 2_000L, 3_000L);
        }
    }

    /** Stores one block as it starts. */
    private static final class OneBlock extends Receiver<Integer> {
        private static final long serialVersionUID = 1L;
        private static final CountDownLatch STORED = new CountDownLatch(1);

        @Override
        public void onStart() {
            store(List.of(1, 2));
            STORED.countDown();
        }

        @Override
        public void onStop() {}
    }

    @Test
    void aReceiverOfTheProgramFeedsAStream() throws InterruptedException {
        Collected<Integer> collected = tester.collect(tester.context().receiverStream(new OneBlock()));
        tester.start();
        OneBlock.STORED.await();
        tester.runBatches(2);
        assertThat(collected.batches()).containsExactly(List.of(1, 2), List.of());
        assertThat(tester.events().lines()).contains("receiver 0 started, start 1");
    }
}
