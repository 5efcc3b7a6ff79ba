package dev.sluice.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.StreamingContext;
import dev.sluice.batch.BatchInterval;
import dev.sluice.batch.OverloadPolicy;
import dev.sluice.batch.StopReport;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.source.GeneratorSource;
import dev.sluice.source.PushSource;
import dev.sluice.source.Sources;
import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches that begin as soon as the last one is done and something is there. Times in lists are milliseconds. */
class SelfClockedTest {
    private static final BatchInterval AUTO = BatchInterval.auto(Duration.ofMillis(10), Duration.ofMillis(100));

    private final ManualClock clock = new ManualClock();
    private final PushSource<String> source = new PushSource<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final StreamingContext context = StreamingContext.builder("self-clocked")
            .batchInterval(AUTO)
            .master("local[1]")
            .clock(clock)
            .build();

    @AfterEach
    void close() {
        context.close();
    }

    private void pass(long micros) {
        clock.advance(Duration.ofNanos(micros * 1_000));
    }

    /** Starts a program that notes when a batch ran, its time, and its records. */
    private void start() {
        context.stream(Sources.push(source)).foreachRdd((rdd, batch) -> note(batch.timeMillis(), rdd.collect()));
        context.start();
    }

    private void note(long timeMillis, List<?> records) {
        seen.add(clock.wallMillis() + ": " + timeMillis + " " + records);
    }

    @Test
    void aBatchBeginsAtOnceWhenARecordComesToAnIdleStream() {
        start();
        pass(23_000);
        source.push("a");
        pass(0);
        assertThat(seen).containsExactly("23: 30 [a]");
    }

    @Test
    void theNextBatchIsWhatArrivedSinceTheLastAndBeginsNotBeforeTheLeastTime() {
        start();
        pass(23_000);
        source.push("a");
        pass(1_000);
        source.push("b");
        pass(2_000);
        source.push("c");
        pass(6_000);
        assertThat(seen).containsExactly("23: 30 [a]");
        pass(1_000);
        assertThat(seen).containsExactly("23: 30 [a]", "33: 40 [b, c]");
    }

    @Test
    void withoutRecordsABatchBeginsAfterTheLongestTime() {
        start();
        pass(20_000);
        source.push("a");
        pass(250_000);
        assertThat(seen).containsExactly("20: 20 [a]", "120: 120 []", "220: 220 []");
    }

    @Test
    void whatArrivesWhileABatchRunsIsTheNextBatch() {
        context.stream(Sources.push(source)).foreachRdd((rdd, batch) -> {
            note(batch.timeMillis(), rdd.collect());
            if (batch.id() == 1) {
                source.push("b");
                source.push("c");
                clock.elapse(Duration.ofMillis(37));
            }
        });
        context.start();
        pass(20_000);
        source.push("a");
        pass(0);
        assertThat(seen).containsExactly("20: 20 [a]", "57: 60 [b, c]");
    }

    @Test
    void aBatchSaysHowLongItGathered() {
        List<Duration> gathered = new ArrayList<>();
        context.stream(Sources.push(source)).foreachRdd((rdd, batch) -> gathered.add(batch.interval()));
        context.start();
        pass(15_000);
        source.push("a");
        pass(45_000);
        source.push("b");
        pass(0);
        assertThat(gathered).containsExactly(Duration.ofMillis(20), Duration.ofMillis(40));
    }

    @Test
    void aWindowHoldsAllThatArrivedBeforeItsEndAndIsGivenAtItsEnd() {
        context.stream(Sources.push(source))
                .window(Duration.ofMillis(60), Duration.ofMillis(30))
                .foreachRdd((rdd, batch) -> note(batch.timeMillis(), rdd.collect()));
        context.start();
        pass(5_000);
        source.push("a");
        pass(20_000);
        source.push("b");
        pass(4_000);
        assertThat(seen).isEmpty();
        pass(61_000);
        assertThat(seen).containsExactly("30: 30 [a, b]", "60: 60 [a, b]", "90: 90 []");
    }

    @Test
    void noWindowIsLeftOutWhenABatchTakesLongerThanItsSlide() {
        List<String> ends = new ArrayList<>();
        context.stream(Sources.push(source))
                .map(record -> {
                    clock.elapse(Duration.ofMillis(75));
                    return record;
                })
                .foreachRdd((rdd, batch) -> rdd.collect());
        context.stream(Sources.queue(new ArrayDeque<List<String>>()))
                .window(Duration.ofMillis(30), Duration.ofMillis(30))
                .foreachRdd((rdd, batch) -> ends.add(clock.wallMillis() + ": " + batch.timeMillis()));
        context.start();
        pass(5_000);
        source.push("a");
        pass(120_000);
        assertThat(ends).containsExactly("80: 30", "90: 60", "100: 90", "120: 120");
    }

    @Test
    void aSourceThatMustBeAskedIsAskedAtTheLeastTime() {
        Queue<List<String>> queue = new ArrayDeque<>();
        context.stream(Sources.queue(queue)).foreachRdd((rdd, batch) -> note(batch.timeMillis(), rdd.collect()));
        context.start();
        pass(31_000);
        queue.add(List.of("a"));
        pass(8_000);
        assertThat(seen).isEmpty();
        pass(31_000);
        assertThat(seen).containsExactly("40: 40 [a]");
    }

    @Test
    void aDirectSourceGivesABatchWhenItHasMoved() {
        context.directStream("numbers", new GeneratorSource<>(50, n -> n))
                .foreachRdd((rdd, batch) -> note(batch.timeMillis(), rdd.collect()));
        context.start();
        pass(40_000);
        assertThat(String.join(" ", seen)).contains("[0]", "[1]").doesNotContain("[2]");
    }

    @Test
    void aGracefulStopRunsWhatWaits() {
        start();
        pass(20_000);
        source.push("a");
        pass(1_000);
        source.push("b");
        StopReport report = context.stop(true, Duration.ofSeconds(10));
        assertThat(report.complete()).isTrue();
        assertThat(seen).hasSize(2).last().asString().endsWith("[b]");
        pass(500_000);
        assertThat(seen).hasSize(2);
        assertThat(clock.waitingTasks()).isZero();
    }

    @Test
    void theExplanationSaysWhenBatchesBegin() {
        context.stream(Sources.push(source)).print();
        assertThat(context.explain()).startsWith("batches of PT0.01S to PT0.1S, self-clocked\n");
    }

    @Test
    void settingsThatCannotBeAreRefusedTogether() {
        BiConsumer<BatchInterval, String> refused = (interval, text) -> assertThatThrownBy(
                        () -> StreamingContext.builder("x")
                                .batchInterval(interval)
                                .overload(OverloadPolicy.queue(4))
                                .build())
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining(text)
                .hasMessageContaining("self-clocked batches join what arrives while one runs, so that none waits");
        refused.accept(
                BatchInterval.auto(Duration.ofMillis(10), Duration.ofMillis(15)),
                "the longest batch interval must be a multiple of the least, PT0.01S, and longer, but was PT0.015S; "
                        + "try BatchInterval.auto(Duration.ofMillis(1), Duration.ofMillis(100))");
        refused.accept(BatchInterval.auto(Duration.ofMillis(10), Duration.ofMillis(10)), "and longer, but was PT0.01S");
        refused.accept(
                BatchInterval.auto(Duration.ofNanos(1_000), Duration.ofMillis(10)),
                "the batch interval must be whole milliseconds, or ten microseconds or more that go into a"
                        + " millisecond, but was PT0.000001S");
    }
}
