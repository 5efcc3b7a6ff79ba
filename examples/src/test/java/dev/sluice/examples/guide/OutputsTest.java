package dev.sluice.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.PairDStream;
import dev.sluice.StreamingContext;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.data.KeyValue;
import dev.sluice.file.Published;
import dev.sluice.file.Rolling;
import dev.sluice.rdd.Rdd;
import dev.sluice.sink.Sinks;
import dev.sluice.storage.Location;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/outputs.md. */
class OutputsTest {
    private static final MarkdownPage PAGE = MarkdownPage.ofGuide("outputs.md");

    private static PairDStream<String, Long> counts(StreamTester tester) {
        return tester.pairInput(
                List.of(KeyValue.of("to", 2L), KeyValue.of("be", 2L), KeyValue.of("or", 1L), KeyValue.of("not", 1L)),
                List.of());
    }

    @Test
    void printedForPeople() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Long> counts = counts(tester);
            System.setOut(new PrintStream(out));
            // snippet: print
            counts.print(3);
            // end
            tester.runBatches(2);
        } finally {
            System.setOut(before);
        }
        assertThat(out.toString().lines()).containsExactlyElementsOf(withLastLine(PAGE.text("text print")));
    }

    private static List<String> withLastLine(String printed) {
        return (printed + "\n\n").lines().toList();
    }

    @Test
    void aConnectionForEachPartition() {
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Long> counts = counts(tester).repartition(2);
            // snippet: partitions
            counts.foreachRdd(rdd -> rdd.foreachPartition(records -> {
                if (!records.hasNext()) {
                    return;
                }
                try (Shop.Connection shop = Shop.connect("words")) {
                    records.forEachRemaining(count -> shop.put(count.key(), count.value()));
                    shop.commit();
                }
            }));
            // end
            tester.runBatches(2);
        }
        assertThat(Shop.at("words").rows()).isEqualTo(Map.of("to", 2L, "be", 2L, "or", 1L, "not", 1L));
        assertThat(Shop.at("words").connections()).isEqualTo(2);
    }

    @Test
    void aBatchThatIsRunAgainIsCountedOnce() {
        Shop.at("totals").loseAnAnswer();
        try (StreamTester tester =
                StreamTester.create(builder -> builder.failures(FailurePolicy.retry(1, Duration.ZERO)))) {
            PairDStream<String, Long> counts = counts(tester);
            // snippet: once
            counts.foreachRdd((rdd, batch) -> {
                List<KeyValue<String, Long>> news = rdd.collect();
                try (Shop.Connection shop = Shop.connect("totals")) {
                    if (shop.get("last batch") < batch.timeMillis()) {
                        news.forEach(count -> shop.add(count.key(), count.value()));
                        shop.put("last batch", batch.timeMillis());
                        shop.commit();
                    }
                }
            });
            // end
            tester.runBatches(1);
            assertThat(tester.events().lines()).contains("output 0 of batch 1 failed", "output 0 of batch 1 completed");
        }
        assertThat(Shop.at("totals").rows())
                .isEqualTo(Map.of("to", 2L, "be", 2L, "or", 1L, "not", 1L, "last batch", 1_000L));
        assertThat(Shop.at("totals").connections()).isEqualTo(2);
    }

    @Test
    void aSinkOfYourOwn() {
        Shop.at("sink").loseAnAnswer();
        try (StreamTester tester =
                StreamTester.create(builder -> builder.failures(FailurePolicy.retry(1, Duration.ZERO)))) {
            PairDStream<String, Long> counts = counts(tester);
            // snippet: to-sink
            counts.to(new ShopSink("sink"));
            // end
            tester.runBatches(2);
            assertThat(tester.events().lines()).contains("output 0 of batch 1 failed");
            assertThat(tester.context().explain())
                    .contains("to at OutputsTest.java", "shop sink; exactly once in effect");
        }
        assertThat(Shop.at("sink").rows())
                .isEqualTo(Map.of("to", 2L, "be", 2L, "or", 1L, "not", 1L, "test/1-1000/0/0", 1L));
    }

    @Test
    void filesOfText(@TempDir Path directory) throws IOException {
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Long> counts = counts(tester);
            // snippet: text-files
            counts.saveAsTextFiles(directory + "/counts", "txt");
            // end
            tester.runBatches(2);
        }
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> directory.relativize(file).toString())
                            .sorted())
                    .containsExactlyElementsOf(PAGE.text("text files").lines().toList());
        }
        assertThat(directory.resolve("counts-1000.txt/part-00000"))
                .content()
                .isEqualToIgnoringNewLines("(to, 2)(be, 2)(or, 1)(not, 1)");
        // snippet: verify
        List<String> findings = new Published(Location.local(directory + "/counts-1000.txt")).verify();
        // end
        assertThat(findings).isEmpty();
    }

    @Test
    void linesOfJson(@TempDir Path directory) {
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Long> counts = counts(tester);
            // snippet: json-lines
            counts.saveAsJsonLines(directory + "/counts", "jsonl");
            // end
            tester.runBatches(2);
        }
        assertThat(directory.resolve("counts-1000.jsonl/part-00000")).hasContent(PAGE.text("text json"));
    }

    @Test
    void fewFiles(@TempDir Path directory) {
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Long> counts = tester.pairInput(
                    List.of(KeyValue.of("to", 2L), KeyValue.of("be", 2L)), List.of(KeyValue.of("or", 1L)));
            // snippet: rolling
            counts.map(KeyValue::toString)
                    .to(Sinks.rollingText(
                            Location.local(directory + "/counts"),
                            "txt",
                            Rolling.of(128 << 20, Duration.ofMinutes(10))));
            // end
            tester.runBatches(2);
            assertThat(directory.resolve(PAGE.text("text rolling"))).doesNotExist();
            tester.stopGracefully();
        }
        assertThat(directory.resolve(PAGE.text("text rolling")))
                .content()
                .isEqualToIgnoringNewLines("(to, 2)(be, 2)(or, 1)");
    }

    @Test
    void filesOfObjects(@TempDir Path directory) {
        try (StreamTester tester = StreamTester.create()) {
            StreamingContext ssc = tester.context();
            PairDStream<String, Long> counts = counts(tester);
            // snippet: object-files
            counts.saveAsObjectFiles(directory + "/counts");
            // end
            tester.runBatches(2);
            // snippet: object-file
            Rdd<KeyValue<String, Long>> first = ssc.objectFile(directory.resolve("counts-1000"));
            // end
            assertThat(first.collect()).hasSize(4).contains(KeyValue.of("be", 2L));
        }
    }

    @Test
    void severalActionsOnOneBatch() {
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Long> counts = counts(tester);
            Collected<KeyValue<String, Long>> all = tester.collect(counts);
            StringBuilder board = new StringBuilder();
            // snippet: actions
            counts.cache().foreachRdd((rdd, batch) -> {
                if (!rdd.isEmpty()) {
                    long words = rdd.values().reduce(Long::sum);
                    KeyValue<String, Long> first = rdd.first();
                    board.append("%s: %d words, such as %s".formatted(batch.time(), words, first.key()));
                }
            });
            // end
            tester.runBatches(2);
            assertThat(board).hasToString("1970-01-01T00:00:01Z: 6 words, such as to");
            assertThat(all.batches()).hasSize(2);
        }
    }
}
