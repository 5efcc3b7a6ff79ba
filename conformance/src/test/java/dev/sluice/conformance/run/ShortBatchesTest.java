package dev.sluice.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.batch.BatchInterval;
import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.sink.Sinks;
import dev.sluice.source.GeneratorSource;
import dev.sluice.source.PushSource;
import dev.sluice.source.Sources;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.storage.Location;
import dev.sluice.time.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches of less than a millisecond. Times in lists are microseconds. */
class ShortBatchesTest {
    private static final BatchInterval QUARTERS = BatchInterval.fixed(micros(250));

    private final ManualClock clock = new ManualClock();
    private final PushSource<String> source = new PushSource<>();
    private final List<String> seen = new ArrayList<>();
    private StreamingContext context = context(QUARTERS);

    @TempDir
    private Path directory;

    private StreamingContext context(BatchInterval interval) {
        return StreamingContext.builder("short")
                .batchInterval(interval)
                .master("local[2]")
                .remember(Duration.ofMillis(2))
                .clock(clock)
                .build();
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }

    @AfterEach
    void close() {
        context.close();
    }

    private void note(Batch batch, List<?> records) {
        seen.add(Duration.between(Instant.EPOCH, batch.time()).toNanos() / 1_000 + " " + records);
    }

    private DStream<Long> numbers() {
        return context.directStream("numbers", new GeneratorSource<>(4_000, number -> number));
    }

    @Test
    void eachBatchHasATimeOfItsOwn() {
        numbers().foreachRdd((rdd, batch) -> note(batch, rdd.collect()));
        context.start();
        clock.advance(Duration.ofMillis(1));
        assertThat(seen).containsExactly("250 [0]", "500 [1]", "750 [2]", "1000 [3]");
    }

    @Test
    void windowsEndAndBeginWithinAMillisecond() {
        numbers().window(micros(750), micros(500)).foreachRdd((rdd, batch) -> note(batch, rdd.collect()));
        context.start();
        clock.advance(Duration.ofMillis(2));
        assertThat(seen).containsExactly("500 [0, 1]", "1000 [1, 2, 3]", "1500 [3, 4, 5]", "2000 [5, 6, 7]");
    }

    @Test
    void incrementalWindowsGiveTheSame() {
        numbers()
                .mapToPair(number -> KeyValue.of("sum", number))
                .reduceByKeyAndWindow(Long::sum, (a, b) -> a - b, micros(750), micros(500))
                .foreachRdd((rdd, batch) -> note(batch, rdd.values().collect()));
        numbers()
                .mapToPair(number -> KeyValue.of("sum", number))
                .reduceByKeyAndWindow(Long::sum, micros(750), micros(500))
                .foreachRdd((rdd, batch) -> note(batch, rdd.values().collect()));
        context.start();
        clock.advance(micros(1_500));
        assertThat(seen).containsExactly("500 [1]", "500 [1]", "1000 [6]", "1000 [6]", "1500 [12]", "1500 [12]");
    }

    @Test
    void theRememberedPastIsCutExactly() {
        DStream<Long> numbers = numbers();
        numbers.print();
        context.start();
        clock.advance(Duration.ofMillis(2));
        assertThat(numbers.slice(at(500), at(1_000)).stream().flatMap(rdd -> rdd.collect().stream()))
                .containsExactly(1L, 2L, 3L);
        assertThat(numbers.slice(at(500).plusNanos(1), at(999))).hasSize(1);
    }

    private static Instant at(long micros) {
        return Instant.EPOCH.plus(micros(micros));
    }

    @Test
    void statesTimeOutAfterWholeMilliseconds() {
        context.stream(Sources.push(source))
                .mapToPair(key -> KeyValue.of(key, 1L))
                .mapWithState(StateSpec.function(ShortBatchesTest::isTimingOut).timeout(Duration.ofMillis(1)))
                .filter(text -> !text.isEmpty())
                .foreachRdd((rdd, batch) -> rdd.collect().forEach(text -> note(batch, List.of(text))));
        context.start();
        source.push("a");
        clock.advance(micros(500));
        source.push("b");
        clock.advance(Duration.ofMillis(3));
        assertThat(seen).containsExactlyInAnyOrder("2000 [a is over]", "2000 [b is over]");
    }

    private static String isTimingOut(String key, Optional<Long> value, State<Long> state) {
        if (!state.isTimingOut()) {
            state.update(1L);
        }
        return state.isTimingOut() ? key + " is over" : "";
    }

    @Test
    void directoriesAreNamedByTimesThatDiffer() {
        Location out = Location.local(directory + "/counts");
        numbers().map(String::valueOf).to(Sinks.textFiles(out, "txt"));
        context.start();
        clock.advance(Duration.ofMillis(1));
        assertThat(directory.toFile().list())
                .containsExactlyInAnyOrder("counts-0_250.txt", "counts-0_500.txt", "counts-0_750.txt", "counts-1.txt");
    }

    @Test
    void aSelfClockedBatchBeginsATenthOfAMillisecondAfterTheLast() {
        context.close();
        context = context(BatchInterval.auto(micros(100), Duration.ofMillis(1)));
        context.stream(Sources.push(source)).foreachRdd((rdd, batch) -> note(batch, rdd.collect()));
        context.start();
        clock.advance(micros(430));
        source.push("a");
        clock.advance(micros(1));
        source.push("b");
        clock.advance(micros(1_200));
        assertThat(seen).containsExactly("500 [a]", "600 [b]", "1600 []");
    }

    @Test
    void aWindowMustBeAMultipleOfTheInterval() {
        assertThatThrownBy(() -> numbers().window(micros(600)))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining(
                        "the window must be a multiple of the parent's slide PT0.00025S, but was PT0.0006S;"
                                + " try PT0.0005S");
    }

    @Test
    void anIntervalThatDoesNotGoIntoAMillisecondIsRefused() {
        for (Duration refused : List.of(micros(300), micros(1_500), micros(5), Duration.ofNanos(125_500))) {
            assertThatThrownBy(() -> context(BatchInterval.fixed(refused)))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageContaining("ten microseconds or more that go into a millisecond, but was " + refused);
        }
    }
}
