package dev.sluice.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.data.Pair;
import dev.sluice.data.Triple;
import dev.sluice.engine.Engine;
import dev.sluice.error.InvalidKeyException;
import dev.sluice.rdd.PairRdd;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import dev.sluice.window.Aggregates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/transformations.md. */
class TransformationsTest {
    private static final MarkdownPage PAGE = MarkdownPage.ofGuide("transformations.md");

    /** An order: what the examples of this page are about. */
    // snippet: order
    record Order(String customer, String article, int pieces) {}
    // end

    private static final List<Order> BATCH = List.of(
            new Order("ann", "bread", 2),
            new Order("bob", "milk", 1),
            new Order("ann", "milk", 3),
            new Order("bob", "bread", 1));

    @Test
    void recordByRecord() {
        try (StreamTester tester = StreamTester.create()) {
            DStream<String> lines = tester.input(List.of("ann,bread,2", "", "bob,milk,1"));
            // snippet: records
            DStream<Order> orders = lines.filter(line -> !line.isEmpty())
                    .map(line -> line.split(","))
                    .map(parts -> new Order(parts[0], parts[1], Integer.parseInt(parts[2])));
            PairDStream<String, Integer> pieces =
                    orders.mapToPair(order -> KeyValue.of(order.article(), order.pieces()));
            // end
            Collected<KeyValue<String, Integer>> collected = tester.collect(pieces);
            tester.runBatches(1);
            assertThat(collected.last()).containsExactly(KeyValue.of("bread", 2), KeyValue.of("milk", 1));
        }
    }

    @Test
    void partitionByPartition() {
        try (StreamTester tester = StreamTester.create()) {
            DStream<byte[]> frames = tester.input(List.of("a", "b"), List.of()).map(String::getBytes);
            // snippet: partitions
            DStream<Long> checksums = frames.mapPartitions(records -> {
                CRC32 crc = new CRC32();
                List<Long> sums = new ArrayList<>();
                while (records.hasNext()) {
                    crc.reset();
                    crc.update(records.next());
                    sums.add(crc.getValue());
                }
                return sums.iterator();
            });
            // end
            Collected<Long> collected = tester.collect(checksums);
            tester.runBatches(2);
            assertThat(collected.batches()).containsExactly(List.of(0xE8B7BE43L, 0x71BEEFF9L), List.of());
        }
    }

    @Test
    void batchByBatch() {
        try (StreamTester tester = StreamTester.create()) {
            DStream<Order> orders = tester.input(BATCH, List.of());
            // snippet: batches
            DStream<Long> howMany = orders.count();
            DStream<Integer> largest = orders.map(Order::pieces).reduce(Integer::max);
            DStream<Double> average = orders.aggregate(Aggregates.average(Order::pieces));
            // end
            Collected<Long> counts = tester.collect(howMany);
            Collected<Integer> maxima = tester.collect(largest);
            Collected<Double> averages = tester.collect(average);
            tester.runBatches(2);
            assertThat(counts.batches()).containsExactly(List.of(4L), List.of(0L));
            assertThat(maxima.batches()).containsExactly(List.of(3), List.of());
            assertThat(averages.batches()).containsExactly(List.of(1.75), List.of(Double.NaN));
        }
    }

    @Test
    void byKey() {
        try (StreamTester tester = StreamTester.create()) {
            DStream<Order> orders = tester.input(BATCH);
            // snippet: by-key
            PairDStream<String, Order> byCustomer = orders.keyBy(Order::customer);
            PairDStream<String, Integer> pieces =
                    byCustomer.mapValues(Order::pieces).reduceByKey(Integer::sum);
            PairDStream<String, Triple<Long, Order, Long>> figures = byCustomer.aggregateByKey(Aggregates.all(
                    Aggregates.count(),
                    Aggregates.maxBy(Order::pieces),
                    Aggregates.mapping(Order::article, Aggregates.distinctCount())));
            // end
            Collected<KeyValue<String, Integer>> sums = tester.collect(pieces);
            Collected<KeyValue<String, Triple<Long, Order, Long>>> all = tester.collect(figures);
            tester.runBatches(1);
            assertThat(sums.last()).containsExactlyInAnyOrder(KeyValue.of("ann", 5), KeyValue.of("bob", 2));
            assertThat(all.last())
                    .containsExactlyInAnyOrder(
                            KeyValue.of("ann", new Triple<>(2L, BATCH.get(2), 2L)),
                            KeyValue.of("bob", new Triple<>(2L, BATCH.get(1), 2L)));
        }
    }

    @Test
    void aKeyThatHasNoStableHashIsRefused() {
        try (StreamTester tester = StreamTester.create()) {
            tester.collect(tester.input(List.of("a"))
                    .mapToPair(word -> KeyValue.of(word.getBytes(), 1))
                    .reduceByKey(Integer::sum));
            Throwable failure = tester.failureWithin(1);
            assertThat(failure).isInstanceOf(InvalidKeyException.class);
            assertThat(failure.getMessage().replaceAll("\\w+Test.java:\\d+", "Words.java:23"))
                    .isEqualTo(PAGE.text("text key"));
        }
    }

    @Test
    void withTheSameBatchOfAnotherStream() {
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Integer> orders =
                    tester.pairInput(List.of(KeyValue.of("bread", 2), KeyValue.of("milk", 1)), List.of());
            PairDStream<String, String> offers =
                    tester.pairInput(List.of(KeyValue.of("bread", "half price")), List.of(KeyValue.of("milk", "new")));
            // snippet: joins
            PairDStream<String, Pair<Integer, String>> offered = orders.join(offers);
            PairDStream<String, Pair<Integer, Optional<String>>> all = orders.leftOuterJoin(offers);
            // end
            Collected<KeyValue<String, Pair<Integer, String>>> inner = tester.collect(offered);
            Collected<KeyValue<String, Pair<Integer, Optional<String>>>> outer = tester.collect(all);
            tester.runBatches(2);
            assertThat(inner.batches())
                    .containsExactly(List.of(KeyValue.of("bread", Pair.of(2, "half price"))), List.of());
            assertThat(outer.batch(1).orElseThrow())
                    .containsExactlyInAnyOrder(
                            KeyValue.of("bread", Pair.of(2, Optional.of("half price"))),
                            KeyValue.of("milk", Pair.of(1, Optional.empty())));
            assertThat(outer.batch(2).orElseThrow()).isEmpty();
        }
    }

    @Test
    void withAFileThatChanges(@TempDir Path directory) throws IOException {
        Path customers = directory.resolve("customers.csv");
        Files.writeString(customers, "ann,Ann Lee\n");
        try (StreamTester tester = StreamTester.create()) {
            StreamingContext ssc = tester.context();
            PairDStream<String, Integer> orders =
                    tester.pairInput(List.of(KeyValue.of("ann", 2)), List.of(KeyValue.of("ann", 1)));
            // snippet: transform-file
            PairDStream<String, Pair<Integer, String>> named = orders.transformToPair(batch -> {
                PairRdd<String, String> names = ssc.textFile(customers)
                        .map(line -> line.split(","))
                        .mapToPair(parts -> KeyValue.of(parts[0], parts[1]));
                return batch.join(names);
            });
            // end
            Collected<KeyValue<String, Pair<Integer, String>>> collected = tester.collect(named);
            tester.runBatches(1);
            Files.writeString(customers, "ann,Ann Smith\n");
            tester.runBatches(1);
            assertThat(collected.all())
                    .containsExactly(
                            KeyValue.of("ann", Pair.of(2, "Ann Lee")), KeyValue.of("ann", Pair.of(1, "Ann Smith")));
        }
    }

    @Test
    void withWhatAnRddCanAndAStreamCannot() {
        try (StreamTester tester = StreamTester.create()) {
            DStream<Order> orders = tester.input(BATCH);
            // snippet: transform-rdd
            DStream<Order> largestFirst = orders.transform(batch -> batch.sortBy(order -> -order.pieces()));
            DStream<Order> someOfThem = orders.transform((rdd, batch) -> rdd.sample(0.5, batch.seed()));
            // end
            Collected<Order> sorted = tester.collect(largestFirst);
            Collected<Order> sampled = tester.collect(someOfThem);
            Collected<Order> sampledAgain =
                    tester.collect(orders.transform((rdd, batch) -> rdd.sample(0.5, batch.seed())));
            tester.runBatches(1);
            assertThat(sorted.last()).extracting(Order::pieces).containsExactly(3, 2, 1, 1);
            assertThat(sampled.last()).isEqualTo(sampledAgain.last());
            assertThat(BATCH).containsAll(sampled.last());
        }
    }

    @Test
    void withValuesThatEveryFunctionCanRead() {
        try (StreamTester tester = StreamTester.create()) {
            StreamingContext ssc = tester.context();
            DStream<Order> orders = tester.input(BATCH);
            // snippet: broadcast
            Engine.Broadcast<Map<String, Integer>> cents = ssc.broadcast(Map.of("bread", 250, "milk", 120));
            Engine.Counter sold = ssc.counter("pieces sold");
            DStream<Integer> prices = orders.map(order -> {
                sold.add(order.pieces());
                return order.pieces() * cents.value().get(order.article());
            });
            // end
            Collected<Integer> collected = tester.collect(prices);
            tester.runBatches(1);
            assertThat(collected.last()).containsExactly(500, 120, 360, 250);
            assertThat(sold.value()).isEqualTo(7);
        }
    }
}
