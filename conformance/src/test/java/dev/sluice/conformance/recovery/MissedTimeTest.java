package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Builder;
import dev.sluice.StreamingContext;
import dev.sluice.batch.BatchInterval;
import dev.sluice.data.KeyValue;
import dev.sluice.event.RecoveryReport;
import dev.sluice.event.StreamingListener;
import dev.sluice.sink.Sinks;
import dev.sluice.source.GeneratorSource;
import dev.sluice.storage.Location;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What becomes of the time in which no run was there, and of wall clocks that jump. */
class MissedTimeTest {
    private final Machine machine = new Machine();

    /** Counts the records of the last three seconds, two of them new in each batch. */
    private static void counts(StreamingContext context, Location out) {
        context.directStream("numbers", new GeneratorSource<>(2, n -> n))
                .window(Duration.ofSeconds(3))
                .count()
                .map(String::valueOf)
                .to(Sinks.textFiles(out, "txt"));
    }

    @Test
    void timeGoesOnAtNowAndWindowsSeeTheGapAsEmpty() {
        machine.die(machine.start(MissedTimeTest::counts).run(3));
        machine.pass(Duration.ofSeconds(2));
        machine.die(machine.start(MissedTimeTest::counts).run(3));
        assertThat(machine.visible()).containsExactly("1: 2", "2: 4", "3: 6", "6: 2", "7: 4", "8: 6");
    }

    /** Counts records in windows of three seconds, one every so many seconds, two records in each batch. */
    private static Machine.Definition windows(int slideSeconds) {
        return (context, out) -> context.directStream("numbers", new GeneratorSource<>(2, n -> n))
                .mapToPair(number -> KeyValue.of("n", 1L))
                .reduceByKeyAndWindow(Long::sum, Duration.ofSeconds(4), Duration.ofSeconds(slideSeconds))
                .map(pair -> String.valueOf(pair.value()))
                .to(Sinks.textFiles(out, "txt"));
    }

    @Test
    void windowsThatHoldRecordsEndInTheGapAndOthersDoNot() {
        machine.die(machine.start(windows(4)).run(5));
        machine.pass(Duration.ofSeconds(20));
        machine.die(machine.start(windows(4)).run(4));
        assertThat(machine.visible()).containsExactly("4: 8", "8: 4", "28: 6");
    }

    @Test
    void windowsOfSelfClockedBatchesEndInTheGapToo() {
        Duration second = Duration.ofSeconds(1);
        UnaryOperator<Builder> selfClocked =
                builder -> builder.batchInterval(BatchInterval.auto(second, second.multipliedBy(2)));
        machine.die(machine.start(selfClocked, windows(4)).run(5));
        machine.pass(Duration.ofSeconds(20));
        machine.die(machine.start(selfClocked, windows(4)).run(4));
        // The batch that ends in the gap is one of three seconds.
        assertThat(machine.visible()).containsExactly("4: 8", "8: 8", "28: 6");
    }

    @Test
    void slidingWindowsEndInTheGapAsLongAsTheyHoldRecords() {
        machine.die(machine.start(windows(2)).run(5));
        machine.pass(Duration.ofSeconds(20));
        machine.die(machine.start(windows(2)).run(4));
        assertThat(machine.visible()).containsExactly("2: 4", "4: 8", "6: 8", "8: 6", "26: 2", "28: 6");
    }

    @Test
    void missedIntervalsAreRunEachByItselfWhereThatWasAskedFor() {
        machine.die(machine.start(MissedTimeTest::counts).run(3));
        machine.pass(Duration.ofSeconds(2));
        machine.die(machine.start(builder -> builder.runMissedIntervals(true), MissedTimeTest::counts)
                .run(2));
        assertThat(machine.visible()).containsExactly("1: 2", "2: 4", "3: 6", "4: 6", "5: 6", "6: 6", "7: 6");
    }

    @Test
    void aDayIsNotMadeUpForInMillisecondBatches() {
        List<Long> batches = new ArrayList<>();
        for (int life = 0; life < 2; life++) {
            Life running = machine.start(
                    builder -> builder.batchInterval(Duration.ofMillis(1)),
                    (context, out) -> context.directStream("numbers", new GeneratorSource<>(1_000, n -> n))
                            .foreachRdd((rdd, batch) -> batches.add(batch.id())));
            running.clock().advance(Duration.ofMillis(5));
            machine.die(running);
            machine.pass(Duration.ofDays(1));
        }
        assertThat(batches).hasSizeLessThan(20).doesNotHaveDuplicates().isSorted();
        assertThat(batches).isEqualTo(LongStream.rangeClosed(1, 10).boxed().toList());
    }

    @Test
    void theReportSaysHowMuchTimeWasMissed() {
        List<RecoveryReport> reports = new ArrayList<>();
        machine.die(machine.start(Sums::define).run(2));
        machine.pass(Duration.ofMinutes(5));
        machine.die(machine.start(builder -> builder.listener(new Reports(reports)), Sums::define));
        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.missed()).isEqualTo(Duration.ofMinutes(5));
            assertThat(report.epoch()).isEqualTo(2);
        });
    }

    private record Reports(List<RecoveryReport> reports) implements StreamingListener {
        @Override
        public void onRecovered(RecoveryReport report) {
            reports.add(report);
        }
    }

    @Test
    void aWallClockThatWasSetBackLetsBatchTimesGoOnWhereTheyStood() {
        machine.die(machine.start(Sums::define).run(3));
        machine.pass(Duration.ofDays(-1));
        machine.die(machine.start(Sums::define).run(2));
        machine.pass(Duration.ofHours(-1));
        machine.die(machine.start(Sums::define).run(2));
        assertThat(machine.visible())
                .containsExactly(
                        "1: " + Sums.of(1),
                        "2: " + Sums.of(2),
                        "3: " + Sums.of(3),
                        "4: " + Sums.of(4),
                        "5: " + Sums.of(5),
                        "6: " + Sums.of(6),
                        "7: " + Sums.of(7));
    }

    @Test
    void aWallClockThatWasSetAheadAndBackAgainMakesNoTimeTwice() {
        machine.die(machine.start(Sums::define).run(2));
        machine.pass(Duration.ofDays(3650));
        machine.die(machine.start(Sums::define).run(2));
        machine.pass(Duration.ofDays(-3650));
        machine.die(machine.start(Sums::define).run(2));
        assertThat(machine.content()).isEqualTo(Sums.first(6));
        assertThat(machine.visible().get(2)).isEqualTo("315360003: " + Sums.of(3));
        assertThat(machine.visible().get(5)).isEqualTo("315360006: " + Sums.of(6));
    }

    @Test
    void jumpsOfTheWallClockWhileARunLivesAreOverAtTheNext() {
        Life first = machine.start(Sums::define).run(1);
        first.clock().jumpWall(Duration.ofHours(1));
        first.run(2);
        machine.die(first);
        Life second = machine.start(Sums::define).run(1);
        second.clock().jumpWall(Duration.ofHours(-2));
        machine.die(second.run(1));
        machine.die(machine.start(Sums::define).run(1));
        assertThat(machine.visible())
                .containsExactly(
                        "1: " + Sums.of(1),
                        "2: " + Sums.of(2),
                        "3: " + Sums.of(3),
                        "3604: " + Sums.of(4),
                        "3605: " + Sums.of(5),
                        "3606: " + Sums.of(6));
    }
}
