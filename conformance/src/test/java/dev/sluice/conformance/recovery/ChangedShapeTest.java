package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.error.RecoveryException;
import dev.sluice.event.RecoveryReport.StateReport;
import dev.sluice.source.GeneratorSource;
import dev.sluice.state.StateSpec;
import dev.sluice.window.Aggregates;
import dev.sluice.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A directory whose states are of other shapes than the program wants: its windows are others now, or gone. */
class ChangedShapeTest {
    private final Restarts restarts = new Restarts();
    private final List<String> seen = new ArrayList<>();

    @ParameterizedTest(name = "{0}, then {1}")
    @CsvSource({
        "sliding 6 2, sliding 6 3, slices of PT2S, slices of PT3S",
        "sliding 6 2, sliding 6 1, slices of PT2S, slices of PT1S",
        "sliding 4 2, sliding 5 2, slices of PT2S, slices of PT1S",
        "sliding 4 2, sliding 8 4, slices of PT2S, slices of PT4S",
        "sliding 6 6, sliding 4 4, slices of PT6S, slices of PT4S",
        "sliding 4 2, counted 4 4, slices of PT2S, windows of 4 records each",
        "counted 4 4, counted 1 1, windows of 4 records each, windows of 1 record each",
        "counted 4 4, counted 4 1, windows of 4 records each, the last 4 records",
        "counted 4 1, counted 5 1, the last 4 records, the last 5 records",
        "counted 4 1, counted 4 4, the last 4 records, windows of 4 records each",
        "sliding 4 2, updated, slices of PT2S, values by key",
        "counted 1 2, mapped, the last 1 record, values by key",
        "counted 1 2, timed, the last 1 record, values and times by key",
        "mapped, counted 1 2, values by key, the last 1 record",
        "timed, counted 1 2, values and times by key, the last 1 record"
    })
    void whatIsStoredInAnotherShapeIsRefusedAndNotAByteIsChanged(
            String before, String after, String stored, String wanted) {
        restarts.run(3, program(before));
        Map<String, String> files = restarts.files();
        assertThatThrownBy(() -> restarts.run(3, program(after)))
                .isInstanceOf(RecoveryException.class)
                .hasMessageMatching("'here' holds states that this program cannot go on with: \"w\" \\(\\w+ at"
                        + " ChangedShapeTest\\.java:\\d+\\) is stored as " + stored + ", but the program wants "
                        + wanted
                        + "\\. Nothing was changed\\. Go back to what it was; or give the operator another id"
                        + " with \\.id\\(\"…\"\\), under which it begins empty, and drop what is stored with"
                        + " \\.drop\\(\"w\"\\) on the builder");
        assertThat(restarts.files()).isEqualTo(files);
        restarts.run(1, program(before));
        assertThat(restarts.report().settledBatch()).isEqualTo(3);
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @CsvSource({
        "counted 4 2, counted 4 3, '[5, 6, 7, 8]'",
        "counted 4 3, counted 4 1, '[3, 4, 5, 6] [4, 5, 6, 7] [5, 6, 7, 8] [6, 7, 8, 9]'"
    })
    void aCountWindowMayComeOutMoreOftenOrLess(String before, String after, String windows) {
        restarts.run(3, program(before));
        seen.clear();
        restarts.run(2, program(after));
        assertThat(String.join(" ", seen)).isEqualTo(windows);
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @CsvSource({"mapped, updated, 5", "timed, updated, 5", "updated, shown, 4", "timed, shown, 3"})
    void statesByKeyGoOnInAnotherOperatorThatKeepsStatesByKey(String before, String after, String first) {
        restarts.run(2, program(before));
        seen.clear();
        restarts.run(1, program(after));
        assertThat(seen).first().isEqualTo(first);
    }

    @Test
    void theWayOutOfTheRefusalWorks() {
        restarts.run(3, program("sliding 6 2"));
        restarts.run(
                3,
                builder -> builder.drop("w"),
                ssc -> show(windowed(numbers(ssc), "sliding 6 3").id("of 3 s")));
        assertThat(restarts.report().states())
                .extracting(StateReport::toString)
                .anyMatch(state -> state.startsWith("dropped \"w\" (aggregateByKey at "))
                .anyMatch(state -> state.startsWith("new \"of 3 s\" (aggregateByKey at "));
        assertThat(seen).last().isEqualTo("[6, 7, 8, 9, 10, 11]");
    }

    @Test
    void allThatDoesNotFitIsToldAtOnce() {
        restarts.run(2, ssc -> {
            show(windowed(numbers(ssc), "sliding 4 2").id("w"));
            show(windowed(numbers(ssc), "counted 2 2").id("pairs"));
            show(updated(numbers(ssc)).id("gone"));
        });
        assertThatThrownBy(() -> restarts.run(2, ssc -> {
                    show(windowed(numbers(ssc), "sliding 4 1").id("w"));
                    show(windowed(numbers(ssc), "counted 3 3").id("pairs"));
                    show(numbers(ssc));
                }))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("cannot go on with: \"pairs\" (aggregateByKey at ")
                .hasMessageContaining(
                        " windows of 2 records each, but the program wants windows of 3 records each, \"w\"")
                .hasMessageContaining(" .drop(\"pairs\", \"w\") on the builder. And 'here' holds what this program does"
                        + " not have any more: \"gone\" (updateStateByKey at ");
    }

    private Consumer<StreamingContext> program(String kind) {
        return ssc -> {
            switch (kind) {
                case "updated" -> show(updated(numbers(ssc)).id("w"));
                case "timed" ->
                    show(numbers(ssc)
                            .mapWithState(lasts().timeout(Duration.ofDays(1)))
                            .id("w"));
                case "shown" ->
                    show(numbers(ssc)
                            .mapWithState(StateSpec.<String, Long, Long, Long>function(
                                    (key, number, state) -> state.getOption().orElse(-1L)))
                            .id("w"));
                case "mapped" -> show(numbers(ssc).mapWithState(lasts()).id("w"));
                default -> show(windowed(numbers(ssc), kind).id("w"));
            }
        };
    }

    private void show(PairDStream<String, ?> stream) {
        show(stream.values());
    }

    private void show(DStream<?> stream) {
        stream.foreachRdd(rdd -> rdd.collect().forEach(value -> seen.add(value.toString())));
    }

    private static PairDStream<String, Long> numbers(StreamingContext ssc) {
        return ssc.directStream("numbers", new GeneratorSource<>(2, n -> n)).mapToPair(n -> KeyValue.of("all", n));
    }

    private static PairDStream<String, List<Long>> windowed(PairDStream<String, Long> numbers, String kind) {
        String[] words = kind.split(" ");
        long length = Long.parseLong(words[1]);
        long slide = Long.parseLong(words[2]);
        Window window = words[0].equals("sliding")
                ? Window.sliding(Duration.ofSeconds(length), Duration.ofSeconds(slide))
                : Window.slidingCount(length, slide);
        return numbers.aggregateByKey(window, Aggregates.toList());
    }

    private static PairDStream<String, Long> updated(PairDStream<String, Long> numbers) {
        return numbers.updateStateByKey((news, count) -> Optional.of(count.orElse(0L) + news.size()));
    }

    private static StateSpec<String, Long, Long, Long> lasts() {
        return StateSpec.function((key, number, last) -> {
            last.update(number.get());
            return number.get();
        });
    }
}
