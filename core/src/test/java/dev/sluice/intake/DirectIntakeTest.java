package dev.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.Batch;
import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.error.SourceException;
import dev.sluice.plan.Split;
import dev.sluice.source.DirectSource;
import dev.sluice.source.InputPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DirectIntakeTest {
    private final IntakeFixture world = new IntakeFixture();
    private final Numbers numbers = new Numbers();
    private final DirectIntake<Integer, Integer> intake = new DirectIntake<>(numbers, world.context());

    @Test
    void eachBatchReadsFromWhereTheOneBeforeEnded() {
        intake.start();
        InputPlan<Integer> first = intake.plan(world.nextBatch(), 3);
        assertThat(IntakeFixture.records(first)).containsExactly(10, 11, 12);
        assertThat(first.range()).isEqualTo("[10, 13)");
        assertThat(first.records()).isEqualTo(3);
        assertThat(world.nextRecords(intake, 2)).containsExactly(13, 14);
        assertThat(intake.waiting()).isZero();
    }

    @Test
    void aPlanThatFailsLeavesThePositionWhereItWas() {
        intake.start();
        world.nextRecords(intake, 2);
        numbers.failure = new IOException("broker away");
        assertThatThrownBy(() -> world.nextRecords(intake, 2))
                .isInstanceOf(SourceException.class)
                .hasMessage("test source: could not plan batch 2 from position 12, where the next try begins too:"
                        + " java.io.IOException: broker away")
                .hasCause(numbers.failure);
        numbers.failure = null;
        assertThat(world.nextRecords(intake, 2)).containsExactly(12, 13);
    }

    @Test
    void aSourceThatCannotStartSaysWhichItIs() {
        numbers.failure = new IOException("no such topic");
        assertThatThrownBy(intake::start)
                .isInstanceOf(SourceException.class)
                .hasMessage("test source: could not find where to start: java.io.IOException: no such topic");
        assertThatThrownBy(() -> world.nextRecords(intake))
                .isInstanceOf(IllegalLifecycleException.class)
                .hasMessage("test source: planned before it was started; start it first");
    }

    @Test
    void aSourceThatKnowsNoPositionIsRefused() {
        intake.start();
        numbers.forgetsItself = true;
        assertThatThrownBy(() -> world.nextRecords(intake))
                .isInstanceOf(SourceException.class)
                .hasMessageEndingWith("the source gave no position");
    }

    @Test
    void r3WhatIsDoneIsAcknowledgedOnceAndInTheOrderOfTheBatches() {
        intake.start();
        List<Batch> batches = List.of(world.nextBatch(), world.nextBatch(), world.nextBatch());
        batches.forEach(batch -> intake.plan(batch, 2));
        intake.settled(batches.get(1));
        assertThat(numbers.acknowledged).isEmpty();
        intake.settled(batches.get(0));
        assertThat(numbers.acknowledged).containsExactly(14);
        intake.settled(batches.get(0));
        intake.settled(batches.get(2));
        assertThat(numbers.acknowledged).containsExactly(14, 16);
    }

    @Test
    void r3AnAcknowledgementThatFailsIsMadeUpForByTheNextOrAtTheClose() {
        intake.start();
        List<Batch> batches = List.of(world.nextBatch(), world.nextBatch());
        batches.forEach(batch -> intake.plan(batch, 2));
        numbers.failure = new IOException("broker away");
        intake.settled(batches.get(0));
        intake.settled(batches.get(1));
        numbers.failure = null;
        intake.close();
        assertThat(numbers.acknowledged).containsExactly(14);
        assertThat(numbers.closed).isTrue();
    }

    @Test
    void afterTheStopBatchesReadNothingMoreAndPlannedOnesStay() {
        intake.start();
        Batch batch = world.nextBatch();
        InputPlan<Integer> plan = intake.plan(batch, 2);
        assertThat(intake.stop(Duration.ZERO)).isTrue();
        InputPlan<Integer> after = intake.plan(world.nextBatch(), 2);
        assertThat(after.splits()).isEmpty();
        assertThat(after.range()).isEqualTo("[12, 12)");
        assertThat(IntakeFixture.records(plan)).containsExactly(10, 11);
        assertThat(numbers.closed).isFalse();
        intake.settled(batch);
        assertThat(numbers.acknowledged).containsExactly(12);
    }

    @Test
    void theRateBoundsEachBatch() {
        IntakeFixture slow = IntakeFixture.withRate(1);
        DirectIntake<Integer, Integer> limited = new DirectIntake<>(new Numbers(), slow.context());
        limited.start();
        List<Integer> read = new ArrayList<>();
        for (int batch = 1; batch <= 30; batch++) {
            read.addAll(slow.nextRecords(limited));
            assertThat(read).hasSize(batch / 10);
        }
    }

    @Test
    void recordsThatNoSplitCanCountAreUnknown() {
        numbers.uncounted = true;
        intake.start();
        assertThat(intake.plan(world.nextBatch(), 2).records()).isEqualTo(-1);
    }

    /** All numbers from 10 on. */
    private static final class Numbers implements DirectSource<Integer, Integer> {
        private static final long serialVersionUID = 1L;

        private final List<Integer> acknowledged = new ArrayList<>();
        private transient Exception failure;
        private boolean forgetsItself;
        private boolean closed;
        private boolean uncounted;

        @Override
        public Integer start() throws Exception {
            failIfAsked();
            return 10;
        }

        @Override
        public Integer next(Integer from, Batch batch, long recordsMax) {
            return forgetsItself ? null : from + (int) Math.min(recordsMax, 1_000);
        }

        @Override
        public List<Split<Integer>> splits(Integer from, Integer to) throws Exception {
            failIfAsked();
            Split<Integer> split = Split.of(IntStream.range(from, to).boxed().toList());
            return List.of(uncounted ? new Uncounted(split) : split);
        }

        @Override
        public void acknowledge(Integer position) throws Exception {
            failIfAsked();
            acknowledged.add(position);
        }

        @Override
        public void close() {
            closed = true;
        }

        private void failIfAsked() throws Exception {
            if (failure != null) {
                throw failure;
            }
        }
    }

    private record Uncounted(Split<Integer> split) implements Split<Integer> {
        @Override
        public Iterator<Integer> iterator() throws Exception {
            return split.iterator();
        }

        @Override
        public long size() {
            return UNKNOWN;
        }
    }
}
