package dev.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.error.ReceiverStoppedException;
import dev.sluice.error.RecoveryException;
import dev.sluice.error.StorageException;
import dev.sluice.source.Input;
import dev.sluice.source.InputPlan;
import dev.sluice.source.Receiver;
import dev.sluice.source.RecordLog;
import dev.sluice.source.Resumption;
import dev.sluice.source.Sources;
import dev.sluice.source.StreamSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Receivers with a log, through crashes and full disks. */
class ReceiverRecoveryTest {
    private static final int RECORDS_MAX = 5;

    private final IntakeFixture world = new IntakeFixture();
    private final MemoryLog log = new MemoryLog();

    @Test
    void r2WhatWasAcknowledgedIsReadOnceWhereverTheRunCrashes() {
        assertThat(Sweep.crashes(trial(true, true, 9))).isGreaterThan(80);
    }

    @Test
    void twoCrashesInARowLoseAndDoubleNothing() {
        assertThat(Sweep.pairs(trial(true, false, 6))).isGreaterThan(1_000);
    }

    @Test
    void r6SingleRecordsAreReadOnceFromTheLogOn() {
        assertThat(Sweep.crashes(trial(false, true, 9))).isGreaterThan(60);
    }

    @Test
    void r5ALogThatFailsOnceOrForLongLosesAndDoublesNothing() {
        for (int call : new int[] {1, 2, 3, 5, 8, 13}) {
            for (long to : new long[] {call, Long.MAX_VALUE}) {
                long from = call;
                Supplier<Sweep.Trial> failing = () -> {
                    Sweep.Trial trial = trial(true, true, 9).get();
                    trial.lives().log().fail(from, to);
                    return trial;
                };
                assertThat(Sweep.crashes(failing)).isGreaterThan(50);
            }
        }
    }

    @Test
    void whatWasWrittenButNotDurableIsReadOnceIfItSurvives() {
        assertThat(Sweep.crashes(keepingAll(trial(false, true, 9)))).isGreaterThan(60);
        assertThat(Sweep.crashes(keepingAll(trial(true, true, 9)))).isGreaterThan(60);
    }

    private static Supplier<Sweep.Trial> keepingAll(Supplier<Sweep.Trial> trials) {
        return () -> {
            Sweep.Trial trial = trials.get();
            trial.lives().log().keepingAll();
            return trial;
        };
    }

    private static Supplier<Sweep.Trial> trial(boolean blocks, boolean singles, long batches) {
        return () -> {
            Numbers numbers = new Numbers(blocks, singles, batches / 2);
            Lives<Integer> lives = new Lives<>(numbers, batches, RECORDS_MAX);
            numbers.log = lives.log();
            return new Sweep.Trial(lives, () -> numbers.check(lives));
        };
    }

    /** Stores numbers, none twice: what would be sent again has a new number. */
    private static final class Numbers implements Lives.Program<Integer> {
        private final List<Integer> acknowledged = new ArrayList<>();
        private final boolean blocks;
        private final boolean singles;
        private final long fedBatches;
        private Receiver<Integer> receiver = ScriptedReceiver.idle();
        private MemoryLog log;
        private int next;

        Numbers(boolean blocks, boolean singles, long fedBatches) {
            this.blocks = blocks;
            this.singles = singles;
            this.fedBatches = fedBatches;
        }

        @Override
        public StreamSource<Integer> source() {
            receiver = ScriptedReceiver.idle();
            return Sources.receiver(receiver);
        }

        @Override
        public void started(IntakeFixture world) {
            world.log.await("started", 1);
        }

        @Override
        public void feed(long batch) {
            if (batch == fedBatches) {
                log.repair();
            }
            if (batch <= fedBatches && blocks) {
                storeBlock(List.of(next++, next++, next++));
                storeBlock(List.of(next++));
            }
            if (batch <= fedBatches && singles) {
                receiver.store(next++);
                receiver.store(next++);
            }
        }

        private void storeBlock(List<Integer> block) {
            try {
                receiver.store(block);
                acknowledged.addAll(block);
            } catch (StorageException full) {
                assertThat(full)
                        .hasMessageContaining("none of it will be in a batch")
                        .hasMessageContaining("no space");
            }
        }

        void check(Lives<Integer> lives) {
            List<Integer> read = lives.records();
            assertThat(read).doesNotHaveDuplicates().containsAll(acknowledged);
            assertThat(List.<Object>copyOf(read))
                    .containsExactlyInAnyOrderElementsOf(lives.log().records());
            if (!blocks || !singles) {
                assertThat(read).isSorted();
            }
            assertThat(lives.outputs()).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(RECORDS_MAX));
        }
    }

    @Test
    void r7WhatIsSentAgainArrivesTwiceOnlyIfItWasInTheLogUnacknowledged() {
        assertThat(Sweep.crashes(() -> {
                    Broker broker = new Broker();
                    Lives<Integer> lives = new Lives<>(broker, 9, RECORDS_MAX);
                    return new Sweep.Trial(lives, () -> broker.check(lives));
                }))
                .isGreaterThan(60);
    }

    /** Sends its records in blocks, and again from the first that was not acknowledged. */
    private static final class Broker implements Lives.Program<Integer> {
        private static final int RECORDS = 20;

        private final List<Integer> sentAgain = new ArrayList<>();
        private Receiver<Integer> receiver = ScriptedReceiver.idle();
        private int acknowledged;
        private int sent;

        @Override
        public StreamSource<Integer> source() {
            receiver = ScriptedReceiver.idle();
            return Sources.receiver(receiver);
        }

        @Override
        public void started(IntakeFixture world) {
            world.log.await("started", 1);
            sentAgain.addAll(numbers(acknowledged, sent));
        }

        @Override
        public void feed(long batch) {
            if (acknowledged < RECORDS) {
                List<Integer> block = numbers(acknowledged, acknowledged + 4);
                sent = acknowledged + 4;
                receiver.store(block);
                acknowledged += 4;
            }
        }

        void check(Lives<Integer> lives) {
            List<Integer> twice = new ArrayList<>(lives.records());
            assertThat(twice).containsAll(numbers(0, RECORDS));
            numbers(0, RECORDS).forEach(twice::remove);
            assertThat(sentAgain).containsAll(twice);
            assertThat(twice).hasSizeLessThanOrEqualTo(4);
        }

        private static List<Integer> numbers(int from, int to) {
            return IntStream.range(from, to).boxed().toList();
        }
    }

    @Test
    void r4WhatManyThreadsStoreAroundTheStopIsInTheLogOrRefused() {
        Receiver<Integer> receiver = ScriptedReceiver.idle();
        Input<Integer> input = started(receiver, log.open());
        List<Integer> acknowledged = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger next = new AtomicInteger();
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(n -> new Thread(() -> storeUntilRefused(receiver, next, acknowledged)))
                .toList();
        threads.forEach(Thread::start);
        Patience.until(() -> acknowledged.size() > 100);
        input.stop(Patience.LIMIT);
        threads.forEach(Patience::join);
        InputPlan<Integer> plan = input.plan(world.nextBatch(), Long.MAX_VALUE);
        assertThat(plan.reading().get()).isInstanceOf(LoggedReading.class);
        List<Integer> read = IntakeFixture.records(plan);
        assertThat(read).doesNotHaveDuplicates().containsAll(acknowledged);
        assertThat(List.<Object>copyOf(read)).containsExactlyInAnyOrderElementsOf(log.records());
    }

    private static void storeUntilRefused(Receiver<Integer> receiver, AtomicInteger next, List<Integer> acknowledged) {
        try {
            while (true) {
                List<Integer> block = List.of(next.incrementAndGet(), next.incrementAndGet());
                receiver.store(block);
                acknowledged.addAll(block);
            }
        } catch (ReceiverStoppedException stopped) {
            assertThat(stopped).hasMessageContaining("is refused");
        }
    }

    @Test
    void storeReturnsWhenTheBlockIsInTheLog() {
        Receiver<Integer> receiver = start(log.open());
        receiver.store(List.of(1, 2, 3));
        assertThat(log.records()).containsExactly(1, 2, 3);
        receiver.store(4);
        log.sync();
        assertThat(log.records()).containsExactly(1, 2, 3);
    }

    @Test
    void singleRecordsAreWrittenWithThePlanOfTheirBatchABlockForEachSplit() {
        Receiver<Integer> receiver = ScriptedReceiver.idle();
        Input<Integer> input = started(receiver, log.open());
        IntStream.range(0, 10_000).forEach(receiver::store);
        InputPlan<Integer> plan = input.plan(world.nextBatch(), Long.MAX_VALUE);
        log.sync();
        assertThat(log.blocks()).isEmpty();
        LoggedReading reading = (LoggedReading) plan.reading().get();
        log.sync();
        assertThat(log.blocks()).hasSize(3);
        assertThat(reading.splits())
                .hasSize(3)
                .allSatisfy(split -> assertThat(split).hasSize(1));
        InputPlan<Integer> again =
                ReceiverRecoveryTest.<Integer>resumed(world, log).replan(world.nextBatch(), reading);
        assertThat(again.splits()).hasSize(3);
        assertThat(again.records()).isEqualTo(10_000);
        assertThat(again.range()).isEqualTo("10000 records in 3 blocks of the log");
        assertThat(IntakeFixture.records(again))
                .isEqualTo(IntStream.range(0, 10_000).boxed().toList());
    }

    @Test
    void aReadingThatFailsCanBeAskedForAgainAndWritesNothingTwice() {
        Receiver<Integer> receiver = ScriptedReceiver.idle();
        Input<Integer> input = started(receiver, log.open());
        List<Integer> numbers = IntStream.range(0, 10_000).boxed().toList();
        numbers.forEach(receiver::store);
        InputPlan<Integer> plan = input.plan(world.nextBatch(), Long.MAX_VALUE);
        log.fail(2, 2);
        assertThatThrownBy(() -> plan.reading().get()).isInstanceOf(StorageException.class);
        Object reading = plan.reading().get();
        assertThat(plan.reading().get()).isEqualTo(reading);
        log.sync();
        assertThat(List.copyOf(log.records())).isEqualTo(numbers);
        assertThat(IntakeFixture.records(plan)).isEqualTo(numbers);
    }

    @Test
    void aLargeBlockIsCutAndKeptOrRefusedAsAWhole() {
        Receiver<Integer> receiver = start(log.open());
        List<Integer> large = IntStream.range(0, 20_000).boxed().toList();
        log.fail(3, 4);
        assertThatThrownBy(() -> receiver.store(large))
                .isInstanceOf(StorageException.class)
                .hasMessage("test source: the block of 20000 records could not be kept and none of it will be in a"
                        + " batch; do not acknowledge it, but restart and read it again: no space left");
        assertThat(world.blocks.ids()).isEmpty();
        receiver.store(large.iterator());
        assertThat(List.copyOf(log.records())).isEqualTo(large);
        assertThat(log.blocks()).extracting(RecordLog.Block::records).containsExactly(8_192, 8_192, 3_616);
    }

    @Test
    void longTextsMakeBlocksOfFewerRecords() {
        Receiver<String> receiver = ScriptedReceiver.idle();
        Input<String> input = started(receiver, log.open());
        List<String> texts = IntStream.range(0, 10)
                .mapToObj(n -> Integer.toString(n).repeat(1 << 16))
                .toList();
        receiver.store(texts);
        assertThat(log.blocks()).extracting(RecordLog.Block::records).containsExactly(4, 4, 2);
        assertThat(world.nextRecords(input)).isEqualTo(texts);
    }

    @Test
    void whatWaitsInTheLogComesFirstInBatchesOfNormalSizeAndCountsAsBuffered() {
        start(log.open()).store(IntStream.range(0, 8).boxed().toList());
        IntakeFixture small = IntakeFixture.withRoom(10);
        Receiver<Integer> receiver = ScriptedReceiver.idle();
        ReceiverIntake<Integer> input = new ReceiverIntake<>(receiver, small.context("test source", log.open()));
        input.resume(new Resumption(null, List.of(new RecordLog.Range(1, 2, 8))));
        assertThat(input.waiting()).isEqualTo(6);
        input.start();
        small.log.await("started", 1);
        receiver.store(List.of(8, 9, 10));
        assertThat(input.waiting()).isEqualTo(9);
        RoomTest.Storing storing = RoomTest.Storing.begin(() -> receiver.store(List.of(11, 12)));
        storing.awaitWaiting();
        assertThat(small.nextRecords(input, 4)).containsExactly(2, 3, 4, 5);
        Patience.until(() -> input.waiting() == 7);
        assertThat(small.nextRecords(input, 2)).containsExactly(6, 7);
        assertThat(small.nextRecords(input)).containsExactlyInAnyOrder(8, 9, 10, 11, 12);
    }

    @Test
    void r4ABlockThatWasWrittenButThenRefusedIsGivenUp() {
        Receiver<Integer> receiver = ScriptedReceiver.idle();
        Input<Integer> input = started(receiver, log.open());
        log.onStep(step -> {
            if (step.equals("after write")) {
                input.stop(Duration.ofSeconds(60));
            }
        });
        assertThatThrownBy(() -> receiver.store(List.of(1, 2)))
                .isInstanceOf(ReceiverStoppedException.class)
                .hasMessageContaining("the block of 2 records is refused: the receiver is stopped");
        assertThat(log.blocks()).isEmpty();
        assertThat(world.blocks.ids()).isEmpty();
        assertThat(world.nextRecords(input)).isEmpty();
    }

    @Test
    void whatCannotBeGivenUpAtOnceIsGivenUpLater() {
        Receiver<Integer> receiver = ScriptedReceiver.idle();
        Input<Integer> input = started(receiver, log.open());
        log.fail(2, 2);
        log.onStep(step -> {
            if (step.equals("after write")) {
                input.stop(Duration.ofSeconds(60));
            }
        });
        assertThatThrownBy(() -> receiver.store(List.of(1, 2))).isInstanceOf(ReceiverStoppedException.class);
        assertThat(log.blocks()).hasSize(1);
        input.close();
        assertThat(log.blocks()).isEmpty();
    }

    @Test
    void theBlocksInMemoryAreLetGoWithTheirBatchAndThoseOfTheLogStay() {
        Receiver<Integer> receiver = ScriptedReceiver.idle();
        Input<Integer> input = started(receiver, log.open());
        receiver.store(List.of(1, 2));
        var batch = world.nextBatch();
        input.plan(batch, Long.MAX_VALUE);
        assertThat(world.blocks.ids()).hasSize(1);
        input.forget(batch);
        assertThat(world.blocks.ids()).isEmpty();
        assertThat(log.blocks()).hasSize(1);
    }

    @Test
    void aRunWithoutALogGivesNoReadingAndCannotGoOn() {
        ReceiverIntake<Integer> input = new ReceiverIntake<>(ScriptedReceiver.idle(), world.context());
        assertThat(input.plan(world.nextBatch(), 1).reading()).isNull();
        assertThatThrownBy(() -> input.resume(new Resumption(null, List.of())))
                .isInstanceOf(IllegalLifecycleException.class)
                .hasMessage("test source: resumed without a log; only a run with a directory goes on after another");
    }

    @Test
    void aReadingOfAnotherKindOfInputIsRefused() {
        Input<Integer> input = resumed(world, log);
        assertThatThrownBy(() -> input.replan(world.nextBatch(), new DirectReading<>(1, 2, 1, 1)))
                .isInstanceOf(RecoveryException.class)
                .hasMessage("test source: the earlier run read this stream in another way (DirectReading) than through"
                        + " the log; bring back the source it had, or start anew in another directory");
    }

    private static <T> Input<T> resumed(IntakeFixture world, MemoryLog log) {
        Input<T> input = new ReceiverIntake<>(ScriptedReceiver.idle(), world.context("test source", log.open()));
        input.resume(new Resumption(null, List.of()));
        return input;
    }

    private Receiver<Integer> start(RecordLog ahead) {
        Receiver<Integer> receiver = ScriptedReceiver.idle();
        started(receiver, ahead);
        return receiver;
    }

    private <T> Input<T> started(Receiver<T> receiver, RecordLog ahead) {
        Input<T> input = new ReceiverIntake<>(receiver, world.context("test source", ahead));
        input.start();
        world.log.await("started", 1);
        return input;
    }
}
