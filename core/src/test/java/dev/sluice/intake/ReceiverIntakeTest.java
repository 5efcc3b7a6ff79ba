package dev.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.Batch;
import dev.sluice.error.ReceiverStoppedException;
import dev.sluice.error.SourceException;
import dev.sluice.error.StorageException;
import dev.sluice.source.InputPlan;
import dev.sluice.source.Receiver;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReceiverIntakeTest {
    private final IntakeFixture world = new IntakeFixture();
    private final Receiver<Integer> receiver = ScriptedReceiver.idle();
    private final ReceiverIntake<Integer> intake = new ReceiverIntake<>(receiver, world.context());

    {
        intake.start();
        world.log.await("started", 1);
    }

    @Test
    void aBatchReadsWhatWasStoredBeforeItInOrder() {
        store(1, 3);
        assertThat(world.nextRecords(intake)).containsExactly(1, 2, 3);
        store(4, 5);
        assertThat(world.nextRecords(intake)).containsExactly(4, 5);
        assertThat(world.nextRecords(intake)).isEmpty();
    }

    @Test
    void singleRecordsAndBlocksOfOneThreadKeepTheirOrder() {
        store(1, 2);
        receiver.store(List.of(3, 4));
        receiver.store(5);
        receiver.store(List.of(6, 7).iterator());
        receiver.store(List.of(8));
        store(9, 9);
        assertThat(world.nextRecords(intake)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void whatABatchMayNotReadWaitsInOrder() {
        store(1, 4);
        receiver.store(List.of(5, 6, 7, 8, 9));
        store(10, 11);
        assertThat(world.nextRecords(intake, 3)).containsExactly(1, 2, 3);
        assertThat(world.nextRecords(intake, 3)).containsExactly(4, 5, 6);
        assertThat(intake.waiting()).isEqualTo(5);
        assertThat(world.nextRecords(intake, 2)).containsExactly(7, 8);
        assertThat(world.nextRecords(intake)).containsExactly(9, 10, 11);
        assertThat(intake.waiting()).isZero();
    }

    @Test
    void aBlockIsKeptBeforeStoreReturnsAndForgottenWithTheLastBatchThatReadsIt() {
        receiver.store(List.of(1, 2, 3));
        assertThat(world.blocks.ids()).containsExactly(1L);
        assertThat(intake.waiting()).isEqualTo(3);
        Batch first = world.nextBatch();
        Batch second = world.nextBatch();
        intake.plan(first, 2);
        intake.plan(second, 2);
        intake.forget(second);
        assertThat(world.blocks.ids()).containsExactly(1L);
        intake.forget(first);
        assertThat(world.blocks.ids()).isEmpty();
    }

    @Test
    void forgettingABatchTwiceOrOneThatWasNeverPlannedHasNoEffect() {
        receiver.store(List.of(1, 2, 3, 4));
        Batch first = world.nextBatch();
        intake.plan(first, 2);
        intake.forget(first);
        intake.forget(first);
        intake.forget(world.nextBatch());
        assertThat(world.blocks.ids()).containsExactly(1L);
        assertThat(world.nextRecords(intake)).containsExactly(3, 4);
    }

    @Test
    void theCloseGivesUpWhatIsPlannedAndRefusesWhatComes() {
        receiver.store(List.of(1, 2));
        store(3, 4);
        intake.plan(world.nextBatch(), Long.MAX_VALUE);
        assertThat(world.blocks.ids()).hasSize(2);
        intake.close();
        assertThat(world.blocks.ids()).isEmpty();
        assertThatThrownBy(() -> receiver.store(5)).isInstanceOf(ReceiverStoppedException.class);
    }

    @Test
    void singleRecordsAreKeptInBlocksWhileTheirBatchNeedsThem() {
        store(1, 3);
        assertThat(world.blocks.ids()).isEmpty();
        Batch batch = world.nextBatch();
        InputPlan<Integer> plan = intake.plan(batch, Long.MAX_VALUE);
        assertThat(plan.range()).isEqualTo("3 records in 1 blocks");
        assertThat(world.blocks.ids()).hasSize(1);
        intake.forget(batch);
        assertThat(world.blocks.ids()).isEmpty();
    }

    @Test
    void aBlockThatCannotBeKeptIsRefusedAsAWhole() {
        world.blocks.failPut(1);
        assertThatThrownBy(() -> receiver.store(List.of(1, 2)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("test source: the block of 2 records could not be kept and none of it will be in"
                        + " a batch; do not acknowledge it, but restart and read it again")
                .hasMessageContaining("disk on fire");
        receiver.store(List.of(3));
        assertThat(world.nextRecords(intake)).containsExactly(3);
    }

    @Test
    void recordsThatCannotBePlannedStayWaiting() {
        store(1, 2);
        receiver.store(List.of(3));
        store(4, 5);
        world.blocks.failPut(2);
        assertThatThrownBy(() -> intake.plan(world.nextBatch(), Long.MAX_VALUE))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("test source: the records of batch 1 could not be kept; they stay waiting");
        assertThat(world.blocks.ids()).containsExactly(1L);
        assertThat(intake.waiting()).isEqualTo(5);
        assertThat(world.nextRecords(intake)).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void thereIsNoSplitForNothingOneForFewAndSeveralForMany() {
        assertThat(intake.plan(world.nextBatch(), Long.MAX_VALUE).splits()).isEmpty();
        store(1, 100);
        assertThat(intake.plan(world.nextBatch(), Long.MAX_VALUE).splits()).hasSize(1);
        receiver.store(IntStream.rangeClosed(1, 3_000).boxed().toList());
        store(3_001, 100_000);
        InputPlan<Integer> many = intake.plan(world.nextBatch(), Long.MAX_VALUE);
        assertThat(many.splits())
                .hasSize(4)
                .allSatisfy(split -> assertThat(split.size()).isEqualTo(25_000));
        assertThat(many.records()).isEqualTo(100_000);
        assertThat(IntakeFixture.records(many))
                .isEqualTo(IntStream.rangeClosed(1, 100_000).boxed().toList());
    }

    @Test
    void aPlanReadsTheSameEachTimeWhateverIsStoredMeanwhile() {
        store(1, 2);
        InputPlan<Integer> plan = intake.plan(world.nextBatch(), Long.MAX_VALUE);
        store(3, 5_000);
        assertThat(IntakeFixture.records(plan)).containsExactly(1, 2);
        intake.plan(world.nextBatch(), Long.MAX_VALUE);
        assertThat(IntakeFixture.records(plan)).containsExactly(1, 2);
    }

    @Test
    void aStoredListMayBeChangedAfterwards() {
        List<Integer> block = new ArrayList<>(List.of(1, 2));
        receiver.store(block);
        block.set(0, 99);
        assertThat(world.nextRecords(intake)).containsExactly(1, 2);
    }

    @Test
    void anEmptyBlockIsIgnored() {
        receiver.store(List.of());
        assertThat(world.blocks.ids()).isEmpty();
        assertThat(world.nextRecords(intake)).isEmpty();
    }

    @Test
    void whatEarlierStartsStoredIsReadBeforeWhatLaterOnesDid() {
        store(1, 10);
        receiver.restart("again", null, Duration.ZERO);
        world.log.await("stopped", 1);
        Patience.until(() -> world.clock.waitingTasks() == 1);
        world.clock.advance(Duration.ZERO);
        world.log.await("started", 2);
        store(11, 20);
        List<Integer> read = new ArrayList<>();
        while (read.size() < 20) {
            read.addAll(world.nextRecords(intake, 4));
        }
        assertThat(read).isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void recordsOfADoneBatchAreNotHeldWhileTheReceiverGoesOn() {
        Receiver<Object> objects = ScriptedReceiver.idle();
        ReceiverIntake<Object> input = new ReceiverIntake<>(objects, world.context());
        input.start();
        world.log.await("started", 2);
        WeakReference<Object> done = storeNew(objects);
        Batch batch = world.nextBatch();
        input.plan(batch, Long.MAX_VALUE);
        input.forget(batch);
        objects.store("next");
        input.plan(world.nextBatch(), Long.MAX_VALUE);
        Patience.until(() -> {
            System.gc();
            return done.get() == null;
        });
    }

    private static WeakReference<Object> storeNew(Receiver<Object> objects) {
        Object record = new Object();
        objects.store(record);
        return new WeakReference<>(record);
    }

    @Test
    void theRateBoundsEachBatchTheFirstToo() {
        IntakeFixture slow = IntakeFixture.withRate(25);
        Receiver<Integer> source = ScriptedReceiver.idle();
        ReceiverIntake<Integer> limited = new ReceiverIntake<>(source, slow.context());
        limited.start();
        slow.log.await("started", 1);
        IntStream.rangeClosed(1, 9).forEach(source::store);
        assertThat(slow.nextRecords(limited)).containsExactly(1, 2);
        assertThat(slow.nextRecords(limited)).containsExactly(3, 4, 5);
        assertThat(slow.nextRecords(limited)).containsExactly(6, 7);
        assertThat(slow.nextRecords(limited, 1)).containsExactly(8);
    }

    private void store(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(receiver::store);
    }
}
