package dev.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.error.ReceiverStoppedException;
import dev.sluice.error.StorageException;
import dev.sluice.event.ReceiverInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostedReceiverTest {
    private final IntakeFixture world = new IntakeFixture();
    private final MemoryLog stored = new MemoryLog();
    private final CopiedReceiver receiver = new CopiedReceiver();
    private final HandHost host = new HandHost(world);

    @Test
    void whatIsStoredElsewhereIsInBatchesInItsOrder() {
        ReceiverIntake<Object> intake = startWithoutLog();
        CopiedReceiver copy = receiver.awaitCopy();
        copy.store(1);
        copy.store(2);
        copy.store(List.of(3, 4));
        copy.store(5);
        assertThat(await(intake, 5)).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void aBlockWhoseStoreHasReturnedIsInTheNextBatch() {
        ReceiverIntake<Object> intake = startWithoutLog();
        CopiedReceiver copy = receiver.awaitCopy();
        copy.store(List.of(1, 2));
        assertThat(world.nextRecords(intake)).containsExactly(1, 2);
        copy.store(List.of(3));
        assertThat(world.nextRecords(intake)).containsExactly(3);
    }

    @Test
    void whatIsSaidAgainBecauseItsAnswerWasLostCountsOnce() {
        ReceiverIntake<Object> intake = startWithoutLog();
        CopiedReceiver copy = receiver.awaitCopy();
        host.loseAnswers(2);
        CompletableFuture<Void> storing = inBackground(() -> copy.store(List.of(1, 2)));
        ticksUntil(storing);
        copy.store(List.of(3));
        assertThat(world.nextRecords(intake)).containsExactly(1, 2, 3);
        assertThat(world.log.kinds()).containsExactly("started");
    }

    @Test
    void whatIsLostOnItsWayIsSaidAgain() {
        ReceiverIntake<Object> intake = startWithoutLog();
        CopiedReceiver copy = receiver.awaitCopy();
        host.loseRequests(3);
        CompletableFuture<Void> storing = inBackground(() -> copy.store(List.of(1)));
        ticksUntil(storing);
        assertThat(world.nextRecords(intake)).containsExactly(1);
    }

    @Test
    void manySingleRecordsBecomeBlocksOfBoundedSize() {
        ReceiverIntake<Object> intake = startWithoutLog();
        CopiedReceiver copy = receiver.awaitCopy();
        int count = AgentBlocks.LOOSE_MAX * 2 + 1;
        IntStream.range(0, count).forEach(copy::store);
        assertThat(await(intake, count))
                .containsExactlyElementsOf(
                        IntStream.range(0, count).<Object>mapToObj(i -> i).toList());
    }

    @Test
    void blocksAreForgottenWithTheirBatch() {
        ReceiverIntake<Object> intake = startWithoutLog();
        CopiedReceiver copy = receiver.awaitCopy();
        copy.store(List.of(1, 2));
        var batch = world.nextBatch();
        assertThat(intake.plan(batch, Long.MAX_VALUE).records()).isEqualTo(2);
        assertThat(world.blocks.ids()).hasSize(1);
        intake.forget(batch);
        assertThat(world.blocks.ids()).isEmpty();
    }

    @Test
    void anotherProcessGoesOnWhereOneWasLost() {
        ReceiverIntake<Object> intake = startWithoutLog();
        CopiedReceiver first = receiver.awaitCopy();
        first.store(List.of(1));
        host.lose("the process at place 0 is lost");
        host.begin();
        CopiedReceiver second = receiver.awaitCopy();
        assertThatThrownBy(() -> first.store(List.of(2)))
                .isInstanceOf(ReceiverStoppedException.class)
                .hasMessageContaining("the receiver does not run in this process any more");
        second.store(List.of(3));
        assertThat(world.nextRecords(intake)).containsExactly(1, 3);
        Patience.until(first::wasStopped);
        ticksUntil(() -> world.log.kinds().size() == 4);
        assertThat(world.log.kinds()).containsExactly("started", "error", "stopped", "started");
        ReceiverInfo again = world.log.await("started", 2);
        assertThat(again.starts()).isEqualTo(2);
        assertThat(again.location()).isEqualTo("place 1");
        assertThat(world.log.await("error", 1).message())
                .isEqualTo(
                        "the process at place 0 is lost; the receiver starts again in another process, and what was not"
                                + " taken there is gone");
    }

    @Test
    void aCopyThatWakesUpAfterItsEpochIsRefusedAndStops() {
        ReceiverIntake<Object> intake = startWithoutLog();
        CopiedReceiver first = receiver.awaitCopy();
        host.lose("silent");
        first.store(1);
        ticksUntil(first::wasStopped);
        assertThatThrownBy(() -> first.store(2)).isInstanceOf(ReceiverStoppedException.class);
        assertThat(world.nextRecords(intake)).isEmpty();
    }

    @Test
    void aBlockIsInTheLogBeforeItsStoreReturns() {
        ReceiverIntake<Object> intake = start();
        CopiedReceiver copy = receiver.awaitCopy();
        copy.store(List.of("a", "b"));
        assertThat(stored.records()).containsExactly("a", "b");
        assertThat(world.nextRecords(intake)).containsExactly("a", "b");
    }

    @Test
    void aBlockThatTheProcessesLostComesFromTheLog() {
        ReceiverIntake<Object> intake = start();
        CopiedReceiver copy = receiver.awaitCopy();
        world.blocks.forgetPuts();
        copy.store(List.of("a", "b"));
        assertThat(world.nextRecords(intake)).containsExactly("a", "b");
    }

    @Test
    void aBlockThatTheLogDoesNotTakeIsRefusedAsAWhole() {
        ReceiverIntake<Object> intake = start();
        CopiedReceiver copy = receiver.awaitCopy();
        stored.fail(1, 1);
        assertThatThrownBy(() -> copy.store(List.of(1, 2)))
                .isInstanceOf(StorageException.class)
                .hasMessage("the block of 2 records was not taken: no space left");
        assertThat(world.blocks.ids()).isEmpty();
        copy.store(List.of(1, 2));
        assertThat(world.nextRecords(intake)).containsExactly(1, 2);
        assertThat(stored.records()).containsExactly(1, 2);
    }

    @Test
    void singleRecordsWaitUntilTheLogTakesThem() {
        ReceiverIntake<Object> intake = start();
        CopiedReceiver copy = receiver.awaitCopy();
        stored.fail(1, 3);
        copy.store(1);
        copy.store(2);
        assertThat(await(intake, 2)).containsExactly(1, 2);
        assertThat(stored.records()).containsExactly(1, 2);
    }

    @Test
    void aRecordThatTheCodecRefusesIsRefusedWhereItIsStored() {
        start();
        CopiedReceiver copy = receiver.awaitCopy();
        assertThatThrownBy(() -> copy.store(List.of(host)))
                .hasMessageContaining("test source: the block of 1 records could not be kept")
                .hasMessageContaining("the class dev.sluice.intake.HandHost is neither a record");
        assertThat(world.blocks.ids()).isEmpty();
    }

    @Test
    void recordsThatCannotBeKeptThereStayWaitingAndThatIsTold() {
        ReceiverIntake<Object> intake = startWithoutLog();
        CopiedReceiver copy = receiver.awaitCopy();
        world.blocks.failPut(1);
        copy.store(1);
        assertThat(await(intake, 1)).containsExactly(1);
        assertThat(world.log.await("error", 1).message())
                .startsWith("what was stored could not be kept here and stays waiting: ")
                .contains("disk on fire");
    }

    @Test
    void whereThereIsNoRoomTheReceiverWaits() {
        IntakeFixture narrow = IntakeFixture.withRoom(4);
        HandHost narrowHost = new HandHost(narrow);
        ReceiverIntake<Object> intake = new ReceiverIntake<>(receiver, narrow.context(narrowHost, null));
        intake.start();
        narrowHost.begin();
        CopiedReceiver copy = receiver.awaitCopy();
        copy.store(List.of(1, 2, 3));
        CompletableFuture<Void> storing = inBackground(() -> copy.store(List.of(4, 5, 6)));
        assertThat(narrow.nextRecords(intake)).containsExactly(1, 2, 3);
        List<Object> rest = new ArrayList<>();
        Patience.until(() -> {
            narrow.clock.advance(Shipping.INTERVAL);
            rest.addAll(narrow.nextRecords(intake));
            return storing.isDone() && rest.size() == 3;
        });
        assertThat(rest).containsExactly(4, 5, 6);
    }

    @Test
    void aBlockLargerThanAllTheRoomIsTakenWhenThatIsEmpty() {
        IntakeFixture narrow = IntakeFixture.withRoom(2);
        HandHost narrowHost = new HandHost(narrow);
        ReceiverIntake<Object> intake = new ReceiverIntake<>(receiver, narrow.context(narrowHost, null));
        intake.start();
        narrowHost.begin();
        receiver.awaitCopy().store(List.of(1, 2, 3, 4));
        assertThat(narrow.nextRecords(intake)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aStopLetsTheReceiverEndAndTakesWhatItStored() {
        ReceiverIntake<Object> intake = startWithoutLog();
        CopiedReceiver copy = receiver.awaitCopy();
        copy.store(1);
        CompletableFuture<Boolean> stopping = CompletableFuture.supplyAsync(() -> intake.stop(Patience.LIMIT));
        ticksUntil(stopping::isDone);
        assertThat(stopping.join()).isTrue();
        assertThat(copy.wasStopped()).isTrue();
        assertThat(world.nextRecords(intake)).containsExactly(1);
        assertThat(world.log.await("stopped", 1).message()).isEqualTo("the context stops");
        assertThat(host.isClosed()).isTrue();
    }

    @Test
    void aStopDoesNotWaitForAProcessThatIsLost() {
        ReceiverIntake<Object> intake = startWithoutLog();
        receiver.awaitCopy();
        host.lose("gone");
        assertThat(intake.stop(Patience.LIMIT)).isTrue();
        assertThat(host.isClosed()).isTrue();
    }

    @Test
    void aStopThatTheProcessDoesNotHearGivesUp() {
        ReceiverIntake<Object> intake = startWithoutLog();
        CopiedReceiver copy = receiver.awaitCopy();
        assertThat(intake.stop(Duration.ZERO)).isFalse();
        ticksUntil(copy::wasStopped);
        assertThat(host.isClosed()).isTrue();
    }

    @Test
    void aReceiverThatEndsItselfIsNotPlacedAgain() {
        ReceiverIntake<Object> intake = startWithoutLog();
        CopiedReceiver copy = receiver.awaitCopy();
        copy.store(1);
        copy.stop("all is read");
        ticksUntil(host::isClosed);
        assertThat(world.nextRecords(intake)).containsExactly(1);
        assertThat(world.log.await("stopped", 1).message()).isEqualTo("all is read");
        assertThat(intake.supervisor().isDone()).isTrue();
    }

    @Test
    void aReceiverThatFailsIsStartedAgainWhereItIs() {
        startWithoutLog();
        CopiedReceiver copy = receiver.awaitCopy();
        copy.restart("the line broke", new IllegalStateException("why"));
        ticksUntil(() -> world.log.kinds().size() == 4);
        assertThat(world.log.kinds()).containsExactly("started", "error", "stopped", "started");
        assertThat(world.log.await("error", 1).error().orElseThrow())
                .hasMessageContaining("java.lang.IllegalStateException: why");
    }

    @Test
    void theProgramsOwnObjectStoresNothingAndSaysWhy() {
        startWithoutLog();
        receiver.awaitCopy();
        assertThatThrownBy(() -> receiver.store(1))
                .isInstanceOf(IllegalLifecycleException.class)
                .hasMessage(
                        "test source: the receiver runs in another process, at place 0, and this is what it was copied"
                                + " from; store, report and restart from onStart on, in threads that it begins");
    }

    @Test
    void theProgramMayStopItThroughItsOwnObject() {
        startWithoutLog();
        CopiedReceiver copy = receiver.awaitCopy();
        receiver.stop("enough");
        ticksUntil(host::isClosed);
        assertThat(copy.wasStopped()).isTrue();
    }

    private ReceiverIntake<Object> startWithoutLog() {
        return start(new ReceiverIntake<>(receiver, world.context(host, null)));
    }

    private ReceiverIntake<Object> start() {
        return start(new ReceiverIntake<>(receiver, world.context(host, stored.open())));
    }

    private ReceiverIntake<Object> start(ReceiverIntake<Object> intake) {
        intake.start();
        host.begin();
        return intake;
    }

    private List<Object> await(ReceiverIntake<Object> intake, int count) {
        List<Object> records = new ArrayList<>();
        ticksUntil(() -> records.addAll(world.nextRecords(intake)) && records.size() >= count);
        return records;
    }

    private void ticksUntil(CompletableFuture<?> done) {
        ticksUntil(done::isDone);
        assertThat(done).isCompleted();
    }

    private void ticksUntil(java.util.function.BooleanSupplier condition) {
        Patience.until(() -> {
            world.clock.advance(Shipping.INTERVAL);
            return condition.getAsBoolean();
        });
    }

    private static CompletableFuture<Void> inBackground(Runnable work) {
        return CompletableFuture.runAsync(work);
    }
}
