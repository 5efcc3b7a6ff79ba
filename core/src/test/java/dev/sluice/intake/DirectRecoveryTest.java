package dev.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.Batch;
import dev.sluice.error.RecoveryException;
import dev.sluice.error.SourceException;
import dev.sluice.plan.Split;
import dev.sluice.source.DirectSource;
import dev.sluice.source.GeneratorSource;
import dev.sluice.source.Input;
import dev.sluice.source.InputPlan;
import dev.sluice.source.Resumption;
import dev.sluice.source.Sources;
import dev.sluice.source.StreamSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sources that are read by position, through crashes. */
class DirectRecoveryTest {
    private final IntakeFixture world = new IntakeFixture();

    @Test
    void everyRecordIsReadOnceWhereverTheRunCrashes() {
        assertThat(Sweep.crashes(DirectRecoveryTest::numbers)).isGreaterThan(40);
    }

    @Test
    void twoCrashesInARowLoseAndDoubleNothing() {
        assertThat(Sweep.pairs(DirectRecoveryTest::numbers)).isGreaterThan(500);
    }

    private static Sweep.Trial numbers() {
        Log log = new Log();
        Lives<Integer> lives = new Lives<>(log, 8, 3);
        return new Sweep.Trial(lives, () -> {
            assertThat(lives.records()).isEqualTo(IntStream.range(0, 24).boxed().toList());
            assertThat(log.acknowledged).isSorted().contains(18);
        });
    }

    @Test
    void aGeneratorMakesTheSameBatchesAsWithoutACrash() {
        Lives<Long> whole = generator();
        whole.live(0);
        assertThat(whole.records()).hasSize(20);
        Supplier<Sweep.Trial> trial = () -> {
            Lives<Long> lives = generator();
            return new Sweep.Trial(lives, () -> assertThat(lives.outputs()).isEqualTo(whole.outputs()));
        };
        assertThat(Sweep.crashes(trial)).isGreaterThan(40);
    }

    private static Lives<Long> generator() {
        GeneratorSource<Long> source = new GeneratorSource<>(25, n -> n);
        Lives.Program<Long> program = new Lives.Program<>() {
            @Override
            public StreamSource<Long> source() {
                return Sources.generator(source.partitions(2));
            }

            @Override
            public void feed(long batch) {}
        };
        return new Lives<>(program, 8, 1_000);
    }

    @Test
    void theSourceIsNotAskedWhereToStartWhenARunGoesOn() {
        Log log = new Log();
        Object reading = reading(log, 3);
        log.hasNoStart = true;
        Input<Integer> next = new DirectIntake<>(log, world.context());
        next.resume(new Resumption(reading, List.of()));
        next.start();
        assertThat(world.nextRecords(next, 2)).containsExactly(3, 4);
        assertThat(log.acknowledged).containsExactly(3);
    }

    @Test
    void theSourceIsToldOnlyOfWhatNoRunReadsAgain() {
        Log log = new Log();
        Input<Integer> input = new DirectIntake<>(log, world.context());
        input.start();
        Batch batch = world.nextBatch();
        input.plan(batch, 3);
        input.committed(batch);
        input.forget(batch);
        assertThat(log.acknowledged).isEmpty();
        input.settled(batch);
        assertThat(log.acknowledged).containsExactly(3);
    }

    @Test
    void s4ASourceWithOtherRecordsThanPlannedIsNotReadAgain() {
        Log log = new Log();
        Object reading = reading(log, 5);
        log.end = 4;
        Input<Integer> next = new DirectIntake<>(log, world.context());
        next.resume(new Resumption(null, List.of()));
        Batch batch = world.nextBatch();
        assertThatThrownBy(() -> next.replan(batch, reading))
                .isInstanceOf(SourceException.class)
                .hasMessage("test source: the source cannot be read again as it was: batch 2 was planned with 5 records"
                        + " in 1 partitions of [0, 5), and now it has 4 records in 1 partitions. The batch was not run"
                        + " again; bring back what the source held, or start anew in another directory");
        log.end = 5;
        assertThat(IntakeFixture.records(next.replan(batch, reading))).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void s2ASourceThatLostARangeSaysSoItself() {
        Log log = new Log();
        Object reading = reading(log, 5);
        log.first = 2;
        Input<Integer> next = new DirectIntake<>(log, world.context());
        next.resume(new Resumption(null, List.of()));
        assertThatThrownBy(() -> next.replan(world.nextBatch(), reading))
                .isInstanceOf(SourceException.class)
                .hasMessage("records 0 to 2 are gone");
    }

    @Test
    void aBatchThatReadNothingReadsNothingAgain() {
        Log log = new Log();
        Input<Integer> input = new DirectIntake<>(log, world.context());
        input.start();
        input.stop(java.time.Duration.ZERO);
        Object reading = input.plan(world.nextBatch(), 5).reading().get();
        Input<Integer> next = new DirectIntake<>(log, world.context());
        next.resume(new Resumption(null, List.of()));
        InputPlan<Integer> again = next.replan(world.nextBatch(), reading);
        assertThat(again.splits()).isEmpty();
        assertThat(again.range()).isEqualTo("[0, 0)");
        assertThat(world.nextRecords(next, 2)).containsExactly(0, 1);
    }

    @Test
    void aReadingOfAnotherKindOfInputIsRefused() {
        Input<Integer> next = new DirectIntake<>(new Log(), world.context());
        Resumption other = new Resumption(new LoggedReading(List.of()), List.of());
        assertThatThrownBy(() -> next.resume(other))
                .isInstanceOf(RecoveryException.class)
                .hasMessage("test source: the earlier run read this stream in another way (LoggedReading) than by"
                        + " position; bring back the source it had, or start anew in another directory");
    }

    private Object reading(Log log, int records) {
        Input<Integer> input = new DirectIntake<>(log, world.context());
        input.start();
        return input.plan(world.nextBatch(), records).reading().get();
    }

    /** The numbers from 0 on, kept until they are acknowledged. */
    private static final class Log implements DirectSource<Integer, Integer>, Lives.Program<Integer> {
        private static final long serialVersionUID = 1L;

        private final List<Integer> acknowledged = new ArrayList<>();
        private boolean hasNoStart;
        private int first;
        private int end = Integer.MAX_VALUE;
        private long settled = Long.MAX_VALUE;

        @Override
        public StreamSource<Integer> source() {
            settled = settled == Long.MAX_VALUE ? 0 : settled;
            return Sources.direct("numbers", this);
        }

        @Override
        public void feed(long batch) {}

        @Override
        public void settled(long batch) {
            settled = batch;
        }

        @Override
        public Integer start() {
            assertThat(hasNoStart).isFalse();
            return 0;
        }

        @Override
        public Integer next(Integer from, Batch batch, long recordsMax) {
            return from + (int) recordsMax;
        }

        @Override
        public List<Split<Integer>> splits(Integer from, Integer to) {
            return List.of(
                    Split.of(IntStream.range(from, Math.min(to, end)).boxed().toList()));
        }

        @Override
        public List<Split<Integer>> splitsAgain(Integer from, Integer to) {
            if (from < first) {
                throw new SourceException("records " + from + " to " + first + " are gone");
            }
            return splits(from, to);
        }

        @Override
        public void acknowledge(Integer position) {
            assertThat((long) position).isLessThanOrEqualTo(settled == Long.MAX_VALUE ? settled : settled * 3);
            acknowledged.add(position);
            first = position;
        }
    }
}
