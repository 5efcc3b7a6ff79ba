package dev.sluice.examples.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.Batch;
import dev.sluice.event.ReceiverInfo;
import dev.sluice.event.StreamingListener;
import dev.sluice.source.FileOptions;
import dev.sluice.source.GeneratorSource;
import dev.sluice.source.PushSource;
import dev.sluice.source.SocketOptions;
import dev.sluice.source.Sources;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import dev.sluice.text.LineFormat;
import dev.sluice.text.LongLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/sources.md. */
@Timeout(60)
class SourcesTest {
    private final CountDownLatch received = new CountDownLatch(1);

    /** Says when a connection has come to its end, so that all it brought waits for a batch. */
    private final StreamingListener untilTheEnd = new StreamingListener() {
        @Override
        public void onReceiverStopped(ReceiverInfo receiver) {
            received.countDown();
        }
    };

    @Test
    void linesOfASocketHaveALongestOne() throws Exception {
        try (OneAnswerServer server = new OneAnswerServer(("short\n" + "x".repeat(70_000) + "\nlast").getBytes(UTF_8));
                StreamTester tester = StreamTester.create(builder -> builder.listener(untilTheEnd))) {
            StreamingContext ssc = tester.context();
            int port = server.port();
            // snippet: socket-lines
            DStream<String> lines = ssc.stream(Sources.socketText(
                    "localhost",
                    port,
                    LineFormat.DEFAULT.lineBytesMax(65_536).longLine(LongLine.SKIP),
                    SocketOptions.DEFAULT.idleTimeout(Duration.ofMinutes(1))));
            // end
            assertThat(firstBatch(tester, lines)).containsExactly("short", "last");
        }
    }

    @Test
    void aSocketMaySpeakAnyProtocol() throws Exception {
        try (OneAnswerServer server = new OneAnswerServer("3 1 4 1 5".getBytes(UTF_8));
                StreamTester tester = StreamTester.create(builder -> builder.listener(untilTheEnd))) {
            StreamingContext ssc = tester.context();
            int port = server.port();
            // snippet: socket-decoder
            DStream<String> words = ssc.socketStream(
                    "localhost", port, in -> () -> new Scanner(in).tokens().iterator());
            // end
            assertThat(firstBatch(tester, words)).containsExactly("3", "1", "4", "1", "5");
        }
    }

    private <T> List<T> firstBatch(StreamTester tester, DStream<T> stream) throws InterruptedException {
        Collected<T> collected = tester.collect(stream);
        tester.start();
        received.await();
        tester.runBatches(1);
        return collected.last();
    }

    @Test
    void filesMayHaveBeenThereBefore(@TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve("monday"));
        Files.writeString(directory.resolve("monday/orders.txt"), "bread\nmilk\n");
        try (StreamTester tester = StreamTester.create()) {
            StreamingContext ssc = tester.context();
            // snippet: files
            DStream<String> lines = ssc.stream(Sources.textFiles(
                    directory, FileOptions.DEFAULT.withExisting().recursively().settleTime(Duration.ofSeconds(2))));
            // end
            Collected<String> collected = tester.collect(lines);
            tester.runBatches(4);
            assertThat(collected.batches()).containsExactly(List.of(), List.of(), List.of("bread", "milk"), List.of());
        }
    }

    @Test
    void recordsMayHaveAFixedLength(@TempDir Path directory) throws IOException {
        try (StreamTester tester = StreamTester.create()) {
            StreamingContext ssc = tester.context();
            // snippet: binary
            DStream<Long> numbers = ssc.binaryRecordsStream(directory, Long.BYTES)
                    .map(bytes -> ByteBuffer.wrap(bytes).getLong());
            // end
            Collected<Long> collected = tester.collect(numbers);
            tester.start();
            Files.write(
                    directory.resolve("two"),
                    ByteBuffer.allocate(16).putLong(7).putLong(-1).array());
            tester.runBatches(1);
            assertThat(collected.last()).containsExactly(7L, -1L);
        }
    }

    @Test
    void aQueueGivesAListToEachBatch() {
        try (StreamTester tester = StreamTester.create()) {
            StreamingContext ssc = tester.context();
            // snippet: queue
            Queue<List<String>> batches = new ConcurrentLinkedQueue<>();
            DStream<String> words = ssc.queueStream(batches);
            batches.add(List.of("to", "be"));
            batches.add(List.of("or", "not"));
            // end
            Collected<String> collected = tester.collect(words);
            tester.runBatches(3);
            assertThat(collected.batches()).containsExactly(List.of("to", "be"), List.of("or", "not"), List.of());
        }
    }

    @Test
    void aPushTellsWhenItIsDone() {
        try (StreamTester tester = StreamTester.create()) {
            StreamingContext ssc = tester.context();
            // snippet: push-source
            PushSource<String> orders = new PushSource<>();
            DStream<String> stream = ssc.stream(Sources.push(orders));
            // end
            Collected<String> collected = tester.collect(stream);
            tester.start();
            // snippet: push
            CompletableFuture<Batch> done = orders.push("bread", "milk");
            // end
            assertThat(done).isNotDone();
            tester.runBatches(1);
            assertThat(done.join().id()).isEqualTo(1);
            assertThat(collected.last()).containsExactly("bread", "milk");
        }
    }

    @Test
    void aGeneratorMakesRecordsFromNumbers() {
        try (StreamTester tester = StreamTester.create(Duration.ofMillis(100))) {
            StreamingContext ssc = tester.context();
            // snippet: generator
            DStream<Long> dice = ssc.stream(Sources.generator(new GeneratorSource<>(60, number -> number % 6 + 1)
                    .records(14)
                    .partitions(2)));
            // end
            Collected<Long> collected = tester.collect(dice);
            tester.runBatches(4);
            assertThat(collected.batches())
                    .containsExactly(
                            List.of(1L, 2L, 3L, 4L, 5L, 6L),
                            List.of(1L, 2L, 3L, 4L, 5L, 6L),
                            List.of(1L, 2L),
                            List.of());
        }
    }

    @Test
    void aReceiverAcknowledgesWhatIsKept() throws InterruptedException {
        Inbox inbox = Inbox.at("orders");
        inbox.put("bread");
        inbox.put("milk");
        try (StreamTester tester = StreamTester.create()) {
            StreamingContext ssc = tester.context();
            // snippet: receiver-stream
            DStream<String> orders = ssc.receiverStream(new OrdersReceiver("orders"));
            // end
            Collected<String> collected = tester.collect(orders);
            tester.start();
            inbox.awaitEmpty();
            assertThat(collected.all()).isEmpty();
            tester.runBatches(1);
            assertThat(collected.all()).containsExactly("bread", "milk");
        }
    }

    @Test
    void aDirectSourceIsAskedForEachBatch() {
        Log log = Log.at("orders.log");
        log.append("bread");
        log.append("milk");
        try (StreamTester tester = StreamTester.create()) {
            StreamingContext ssc = tester.context();
            // snippet: direct-stream
            DStream<String> lines = ssc.directStream("orders.log", new LogSource("orders.log"));
            // end
            Collected<String> collected = tester.collect(lines);
            tester.runBatches(1);
            log.append("eggs");
            tester.runBatches(2);
            assertThat(collected.batches()).containsExactly(List.of("bread", "milk"), List.of("eggs"), List.of());
            assertThat(log.doneWith()).isEqualTo(3);
            assertThat(tester.events().batches().get(1).inputs().get(0).range()).isEqualTo("[2, 3)");
        }
    }

    @Test
    void limitsHoldForEveryInput() {
        // snippet: limits
        StreamingContext ssc = StreamingContext.builder("orders")
                .batchInterval(Duration.ofMillis(100))
                .maxRate(10_000)
                .bufferedRecordsMax(50_000)
                .receiverRestartDelay(Duration.ofMillis(200), Duration.ofMinutes(1))
                .latencyTarget(Duration.ofMillis(250))
                .build();
        // end
        ssc.close();

        try (StreamTester tester = StreamTester.create(builder -> builder.maxRate(2))) {
            PushSource<Integer> numbers = new PushSource<>();
            Collected<Integer> collected = tester.collect(tester.context().stream(Sources.push(numbers)));
            numbers.push(1, 2, 3, 4, 5);
            tester.runBatches(3);
            assertThat(collected.batches()).containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
        }
    }
}
