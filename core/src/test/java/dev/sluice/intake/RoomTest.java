package dev.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.error.ReceiverStoppedException;
import dev.sluice.source.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** A receiver that is ahead of the batches waits. */
class RoomTest {
    private final IntakeFixture world = IntakeFixture.withRoom(10);
    private final Receiver<Integer> receiver = ScriptedReceiver.idle();
    private final ReceiverIntake<Integer> intake = new ReceiverIntake<>(receiver, world.context());

    {
        intake.start();
        world.log.await("started", 1);
    }

    @Test
    void storeWaitsWhileTheBufferIsFullAndGoesOnWhenABatchHasTakenOfIt() throws Exception {
        Storing storing = Storing.begin(() -> IntStream.rangeClosed(1, 25).forEach(receiver::store));
        Patience.until(() -> intake.waiting() == 10);
        storing.awaitWaiting();
        assertThat(world.nextRecords(intake, 4)).containsExactly(1, 2, 3, 4);
        Patience.until(() -> intake.waiting() == 10);
        storing.awaitWaiting();
        assertThat(intake.waiting()).isEqualTo(10);
        assertThat(world.awaitRecords(intake, 21))
                .isEqualTo(IntStream.rangeClosed(5, 25).boxed().toList());
        storing.ended().get();
    }

    @Test
    void aBlockWaitsUntilAllOfItFits() throws Exception {
        IntStream.rangeClosed(1, 6).forEach(receiver::store);
        Storing storing = Storing.begin(() -> receiver.store(List.of(7, 8, 9, 10, 11)));
        storing.awaitWaiting();
        assertThat(world.nextRecords(intake, 1)).containsExactly(1);
        storing.ended().get();
        assertThat(world.nextRecords(intake)).containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    void aBlockLargerThanTheBufferComesInWhenItIsEmpty() throws Exception {
        List<Integer> block = IntStream.rangeClosed(2, 51).boxed().toList();
        receiver.store(1);
        Storing storing = Storing.begin(() -> receiver.store(block));
        storing.awaitWaiting();
        assertThat(world.nextRecords(intake)).containsExactly(1);
        storing.ended().get();
        assertThat(world.nextRecords(intake)).isEqualTo(block);
    }

    @Test
    void whoCameLaterDoesNotOvertakeABlockThatWaits() throws Exception {
        IntStream.rangeClosed(1, 6).forEach(receiver::store);
        Storing block = Storing.begin(() -> receiver.store(List.of(7, 8, 9, 10, 11)));
        block.awaitWaiting();
        Storing single = Storing.begin(() -> receiver.store(12));
        single.awaitWaiting();
        assertThat(intake.waiting()).isEqualTo(6);
        assertThat(world.nextRecords(intake, 1)).containsExactly(1);
        block.ended().get();
        single.awaitWaiting();
        assertThat(single.ended()).isNotDone();
        assertThat(intake.waiting()).isEqualTo(10);
        assertThat(world.awaitRecords(intake, 11)).containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        single.ended().get();
    }

    @Test
    void aBlockThatIsStillBeingKeptTakesItsRoom() throws Exception {
        CountDownLatch kept = new CountDownLatch(1);
        world.blocks.holdPuts(kept);
        List<Integer> records = IntStream.rangeClosed(1, 10).boxed().toList();
        Storing block = Storing.begin(() -> receiver.store(records));
        block.awaitWaiting();
        Storing single = Storing.begin(() -> receiver.store(11));
        single.awaitWaiting();
        assertThat(single.ended()).isNotDone();
        assertThat(intake.waiting()).isZero();
        kept.countDown();
        block.ended().get();
        assertThat(world.awaitRecords(intake, 11)).endsWith(11).startsWith(1, 2, 3);
        single.ended().get();
    }

    @Test
    void aReceiversOwnThreadThatWaitsDoesNotHoldUpTheStop() {
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        IntakeFixture small = IntakeFixture.withRoom(10);
        ReceiverIntake<Integer> input = new ReceiverIntake<>(
                ScriptedReceiver.<Integer>starting(r -> Storing.begin(() -> refusal.complete(Assertions.catchThrowable(
                        () -> IntStream.rangeClosed(1, 11).forEach(r::store))))),
                small.context());
        input.start();
        Patience.until(() -> input.waiting() == 10);
        assertThat(input.stop(Patience.LIMIT)).isTrue();
        assertThat(refusal.join())
                .isInstanceOf(ReceiverStoppedException.class)
                .hasMessageContaining("the receiver is stopped");
        assertThat(small.nextRecords(input)).hasSize(10);
    }

    @Test
    void aStoreThatWaitsCanBeInterrupted() {
        IntStream.rangeClosed(1, 10).forEach(receiver::store);
        Storing storing = Storing.begin(() -> receiver.store(11));
        storing.awaitWaiting();
        storing.thread().interrupt();
        assertRefused(storing, "test source: the thread was interrupted while it waited for room; nothing was taken");
        assertThat(world.nextRecords(intake)).hasSize(10);
    }

    @Test
    void aStoreThatWaitsIsRefusedAtTheStopAndWhatWasTakenInStays() {
        IntStream.rangeClosed(1, 10).forEach(receiver::store);
        Storing storing = Storing.begin(() -> receiver.store(11));
        storing.awaitWaiting();
        assertThat(intake.stop(Patience.LIMIT)).isTrue();
        assertRefused(storing, "the receiver is stopped; end the thread when isStopped() says so");
        assertThat(intake.waiting()).isEqualTo(10);
        assertThat(world.nextRecords(intake)).hasSize(10);
    }

    @Test
    void aStoreThatWaitsIsRefusedWhenTheReceiverRestarts() {
        IntStream.rangeClosed(1, 10).forEach(receiver::store);
        Storing storing = Storing.begin(() -> receiver.store(11));
        storing.awaitWaiting();
        receiver.restart("again", null, Duration.ofDays(1));
        assertRefused(storing, "the receiver is restarting");
    }

    private static void assertRefused(Storing storing, String text) {
        Assertions.assertThatThrownBy(() -> storing.ended().get())
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(ReceiverStoppedException.class)
                .hasMessageContaining(text);
    }

    /** A thread that stores. */
    record Storing(Thread thread, CompletableFuture<Void> ended) {
        static Storing begin(Runnable work) {
            CompletableFuture<Void> ended = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    work.run();
                    ended.complete(null);
                } catch (Throwable t) {
                    ended.completeExceptionally(t);
                }
            });
            thread.setDaemon(true);
            thread.start();
            return new Storing(thread, ended);
        }

        void awaitWaiting() {
            Patience.until(
                    () -> thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
        }
    }
}
