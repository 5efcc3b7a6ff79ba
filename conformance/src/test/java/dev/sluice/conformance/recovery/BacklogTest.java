package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Builder;
import dev.sluice.batch.OverloadPolicy;
import dev.sluice.data.Batch;
import dev.sluice.plan.Split;
import dev.sluice.source.DirectSource;
import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A source that filled up while no run was there. */
class BacklogTest {
    private static final long WAITING = 1_000_000;

    private final Machine machine = new Machine();
    private final List<Long> sizes = new ArrayList<>();
    private final AtomicReference<@Nullable ManualClock> worker = new AtomicReference<>();

    /** More numbers than any batch should take at once. */
    private record Full() implements DirectSource<Long, Long> {
        @Override
        public Long start() {
            return 0L;
        }

        @Override
        public Long next(Long from, Batch batch, long recordsMax) {
            return from + Math.min(recordsMax, WAITING - from);
        }

        @Override
        public List<Split<Long>> splits(Long from, Long to) {
            return List.of(Split.of(LongStream.range(from, to).boxed().toList()));
        }
    }

    /** Takes ten milliseconds for each record. */
    private Life start(UnaryOperator<Builder> settings) {
        Life life = machine.start(
                settings,
                (context, out) -> context.directStream("full", new Full()).foreachRdd((rdd, batch) -> {
                    long records = rdd.count();
                    sizes.add(records);
                    ManualClock clock = worker.get();
                    if (clock != null) {
                        clock.elapse(Duration.ofMillis(10).multipliedBy(records));
                    }
                }));
        worker.set(life.clock());
        return life;
    }

    @Test
    void theRateHoldsFromTheFirstBatchAfterTheDowntimeOn() {
        for (int life = 0; life < 2; life++) {
            machine.die(start(builder -> builder.maxRate(50)).run(3));
            machine.pass(Duration.ofDays(1));
        }
        assertThat(sizes).hasSize(6).containsOnly(50L);
    }

    @Test
    void theRateHoldsForIntervalsThatWereMissedToo() {
        machine.die(start(builder -> builder.maxRate(10)).run(2));
        machine.pass(Duration.ofSeconds(20));
        Life life = start(
                        builder -> builder.maxRate(10).runMissedIntervals(true).overload(OverloadPolicy.queue(2)))
                .run(5);
        machine.die(life);
        assertThat(sizes).hasSizeGreaterThan(22).containsOnly(10L);
    }

    @Test
    void whatBackPressureHadLearnedIsKnownToTheNextRun() {
        UnaryOperator<Builder> target =
                builder -> builder.latencyTarget(Machine.INTERVAL).overload(OverloadPolicy.coalesce());
        machine.die(start(target).run(200));
        long learned = sizes.get(sizes.size() - 1);
        assertThat(learned).isBetween(40L, 100L);
        int before = sizes.size();
        machine.pass(Duration.ofHours(3));
        machine.die(start(target).run(10));
        assertThat(sizes.subList(before, sizes.size())).isNotEmpty().allMatch(size -> size <= 2 * learned);
    }
}
