package dev.sluice.conformance.run;

import static dev.sluice.testkit.StreamCheck.batch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Builder;
import dev.sluice.StreamingContext;
import dev.sluice.data.Batch;
import dev.sluice.source.Sources;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static List<Batch> batches(int count, UnaryOperator<Builder> settings) {
        try (StreamTester tester = StreamTester.create(Duration.ofMillis(250), settings)) {
            Collected<Integer> collected = tester.collect(tester.input(batch(1)));
            tester.runBatches(count);
            return collected.entries().stream().map(Collected.Entry::batch).toList();
        }
    }

    @Test
    void idsCountFromOneWithoutGaps() {
        assertThat(batches(5, builder -> builder)).extracting(Batch::id).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void timesAreTheEndsOfTheIntervals() {
        List<Batch> batches = batches(3, builder -> builder);
        assertThat(batches).extracting(Batch::timeMillis).containsExactly(250L, 500L, 750L);
        assertThat(batches).extracting(Batch::time).startsWith(Instant.ofEpochMilli(250));
        assertThat(batches).extracting(Batch::interval).containsOnly(Duration.ofMillis(250));
    }

    @Test
    void seedsDifferByBatchAndFollowFromTheSeedOfTheRun() {
        List<Long> seeds =
                batches(5, builder -> builder.seed(7)).stream().map(Batch::seed).toList();
        assertThat(seeds).doesNotHaveDuplicates();
        assertThat(batches(5, builder -> builder.seed(7)))
                .extracting(Batch::seed)
                .isEqualTo(seeds);
        assertThat(batches(5, builder -> builder.seed(8)))
                .extracting(Batch::seed)
                .doesNotContainAnyElementsOf(seeds.subList(0, 1));
    }

    @Test
    void theFirstBatchEndsAtTheNextMultipleOfTheIntervalSinceTheEpoch() {
        ManualClock clock = new ManualClock(Instant.ofEpochMilli(1_234_567));
        List<Long> times = times(clock);
        clock.advance(Duration.ofMillis(432));
        assertThat(times).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(times).containsExactly(1_235_000L);
        clock.advance(Duration.ofSeconds(2));
        assertThat(times).containsExactly(1_235_000L, 1_236_000L, 1_237_000L);
    }

    @Test
    void aStartOnAMultipleWaitsForAWholeInterval() {
        ManualClock clock = new ManualClock(Instant.ofEpochMilli(5_000));
        List<Long> times = times(clock);
        clock.advance(Duration.ofMillis(999));
        assertThat(times).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(times).containsExactly(6_000L);
    }

    @Test
    void aStartBeforeTheEpochIsAlignedToo() {
        ManualClock clock = new ManualClock(Instant.ofEpochMilli(-1_500));
        List<Long> times = times(clock);
        clock.advance(Duration.ofSeconds(2));
        assertThat(times).containsExactly(-1_000L, 0L);
    }

    @Test
    void aJumpOfTheWallClockMovesNothing() {
        ManualClock clock = new ManualClock();
        List<Long> times = times(clock);
        clock.advance(Duration.ofSeconds(1));
        clock.jumpWall(Duration.ofHours(5));
        clock.advance(Duration.ofSeconds(1));
        clock.jumpWall(Duration.ofHours(-50));
        clock.advance(Duration.ofSeconds(1));
        assertThat(times).containsExactly(1_000L, 2_000L, 3_000L);
    }

    /** The times of the batches of a context that starts now and is never stopped: nothing of it runs by itself. */
    private static List<Long> times(ManualClock clock) {
        List<Long> times = new ArrayList<>();
        StreamingContext context = StreamingContext.builder("times")
                .batchInterval(Duration.ofSeconds(1))
                .master(System.getProperty(StreamTester.MASTER_PROPERTY, "local[1]"))
                .clock(clock)
                .build();
        context.stream(Sources.batches(List.of(List.of(1)))).foreachRdd((rdd, batch) -> times.add(batch.timeMillis()));
        context.start();
        return times;
    }
}
