package dev.sluice.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.data.KeyValue;
import dev.sluice.data.Pair;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.testkit.Batches;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import dev.sluice.window.Aggregate;
import dev.sluice.window.Aggregates;
import dev.sluice.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/windows.md. */
class WindowsTest {
    private static final MarkdownPage PAGE = MarkdownPage.ofGuide("windows.md");

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void whatAWindowHolds() {
        Batches<Integer> numbers =
                Batches.of(List.of(1), List.of(2), List.of(), List.of(3, 4), List.of(), List.of(), List.of());
        try (StreamTester tester = StreamTester.create()) {
            DStream<Integer> stream = tester.input(numbers);
            List<Collected<List<Integer>>> windows = List.of(
                    tester.collect(lists(stream, seconds(3), seconds(1))),
                    tester.collect(lists(stream, seconds(2), seconds(2))),
                    tester.collect(lists(stream, seconds(1), seconds(3))));
            tester.runBatches(numbers.size());

            List<String> table = new ArrayList<>();
            table.add(row("batch", "comes in", "3 s every 1 s", "2 s every 2 s", "1 s every 3 s"));
            for (int batch = 1; batch <= numbers.size(); batch++) {
                int id = batch;
                List<String> cells = new ArrayList<>(List.of(batch + " s", shown(numbers.batch(batch))));
                windows.forEach(window ->
                        cells.add(window.batch(id).map(WindowsTest::shownWindow).orElse("")));
                table.add(row(cells.toArray(String[]::new)));
            }
            assertThat(String.join("\n", table)).isEqualTo(PAGE.text("text windows"));
        }
    }

    private static DStream<List<Integer>> lists(DStream<Integer> stream, Duration length, Duration slide) {
        return stream.aggregate(Window.sliding(length, slide), Aggregates.toList());
    }

    private static String shownWindow(List<List<Integer>> window) {
        return window.isEmpty() ? "nothing" : shown(window.get(0));
    }

    private static String shown(List<Integer> records) {
        return records.isEmpty()
                ? "nothing"
                : records.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String row(String... cells) {
        return "%-8s%-12s%-16s%-16s%s".formatted((Object[]) cells).stripTrailing();
    }

    @Test
    void overAllRecords() {
        try (StreamTester tester = StreamTester.create()) {
            DStream<Double> degrees = tester.input(List.of(20.0, 22.0), List.of(), List.of(21.0), List.of());
            // snippet: all-records
            DStream<Long> perMinute = degrees.countByWindow(Duration.ofMinutes(1), Duration.ofSeconds(1));
            DStream<Double> highest = degrees.reduceByWindow(Double::max, Duration.ofSeconds(2), Duration.ofSeconds(1));
            DStream<Double> mean =
                    degrees.aggregate(Window.tumbling(Duration.ofSeconds(2)), Aggregates.average(degree -> degree));
            // end
            Collected<Long> counts = tester.collect(perMinute);
            Collected<Double> maxima = tester.collect(highest);
            Collected<Double> means = tester.collect(mean);
            tester.runBatches(4);
            assertThat(counts.all()).containsExactly(2L, 2L, 3L, 3L);
            assertThat(maxima.all()).containsExactly(22.0, 22.0, 21.0, 21.0);
            assertThat(means.batches()).containsExactly(List.of(21.0), List.of(21.0));
        }
    }

    @Test
    void byKey() {
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Long> words = tester.pairInput(
                    List.of(KeyValue.of("be", 1L), KeyValue.of("to", 1L)), List.of(KeyValue.of("be", 1L)), List.of());
            // snippet: by-key
            PairDStream<String, Long> counts = words.reduceByKeyAndWindow(
                    Long::sum, (all, leaving) -> all - leaving, Duration.ofSeconds(2), Duration.ofSeconds(1));
            PairDStream<String, Pair<Long, Double>> figures = words.aggregateByKey(
                    Window.sliding(Duration.ofSeconds(2), Duration.ofSeconds(1)),
                    Aggregates.all(Aggregates.count(), Aggregates.average(count -> count)));
            // end
            Collected<KeyValue<String, Long>> sums = tester.collect(counts);
            Collected<KeyValue<String, Pair<Long, Double>>> all = tester.collect(figures);
            tester.runBatches(4);
            assertThat(sums.batch(1).orElseThrow())
                    .containsExactlyInAnyOrder(KeyValue.of("be", 1L), KeyValue.of("to", 1L));
            assertThat(sums.batch(2).orElseThrow())
                    .containsExactlyInAnyOrder(KeyValue.of("be", 2L), KeyValue.of("to", 1L));
            assertThat(sums.batch(3).orElseThrow()).containsExactly(KeyValue.of("be", 1L));
            assertThat(sums.batch(4).orElseThrow()).isEmpty();
            assertThat(all.batch(3).orElseThrow()).containsExactly(KeyValue.of("be", Pair.of(1L, 1.0)));
        }
    }

    @Test
    void byNumber() {
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Double> prices = tester.pairInput(
                    List.of(KeyValue.of("A", 1.0), KeyValue.of("B", 9.0), KeyValue.of("A", 3.0)),
                    List.of(KeyValue.of("A", 5.0)));
            // snippet: by-number
            PairDStream<String, Double> lastTwo =
                    prices.aggregateByKey(Window.slidingCount(2, 1), Aggregates.average(price -> price));
            // end
            Collected<KeyValue<String, Double>> collected = tester.collect(lastTwo);
            tester.runBatches(2);
            assertThat(collected.batch(1).orElseThrow())
                    .containsExactlyInAnyOrder(KeyValue.of("A", 1.0), KeyValue.of("A", 2.0), KeyValue.of("B", 9.0));
            assertThat(collected.batch(2).orElseThrow()).containsExactly(KeyValue.of("A", 4.0));
        }
    }

    @Test
    void anAggregateOfYourOwn() {
        try (StreamTester tester = StreamTester.create()) {
            DStream<Double> degrees = tester.input(List.of(20.0, 22.0), List.of(19.0), List.of());
            // snippet: own-aggregate
            record Range(double low, double high) {}

            Aggregate<Double, Range, Double> spread = Aggregate.of(
                    () -> new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY),
                    (range, degree) -> new Range(Math.min(range.low(), degree), Math.max(range.high(), degree)),
                    (left, right) -> new Range(Math.min(left.low(), right.low()), Math.max(left.high(), right.high())),
                    range -> range.high() - range.low());
            DStream<Double> spreads =
                    degrees.aggregate(Window.sliding(Duration.ofSeconds(2), Duration.ofSeconds(1)), spread);
            // end
            Collected<Double> collected = tester.collect(spreads);
            tester.runBatches(3);
            assertThat(collected.all()).containsExactly(2.0, 3.0, 0.0);
        }
    }

    @Test
    void theRecordsThemselves() {
        try (StreamTester tester = StreamTester.create()) {
            DStream<String> lines = tester.input(List.of("a"), List.of("b"), List.of("c"));
            // snippet: records
            DStream<String> lastLines = lines.window(Duration.ofSeconds(2), Duration.ofSeconds(1));
            // end
            Collected<String> collected = tester.collect(lastLines);
            tester.runBatches(3);
            assertThat(collected.batches()).containsExactly(List.of("a"), List.of("a", "b"), List.of("b", "c"));
        }
    }

    @Test
    void lengthsThatDoNotFitAreRefused() {
        try (StreamTester tester = StreamTester.create()) {
            assertThatThrownBy(() -> tester.input(List.of(1)).window(Duration.ofMillis(2_500), Duration.ZERO))
                    .isInstanceOf(InvalidProgramException.class)
                    .satisfies(failure -> assertThat(
                                    failure.getMessage().replaceAll("\\w+Test.java:\\d+", "Words.java:12"))
                            .isEqualTo(PAGE.text("text lengths")));
        }
    }
}
