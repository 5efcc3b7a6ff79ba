package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.Batch;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.ReceiverStoppedException;
import dev.sluice.error.SourceException;
import dev.sluice.intake.Intake;
import dev.sluice.intake.IntakeFixture;
import dev.sluice.intake.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PushSourceTest {
    private final PushSource<Integer> source = new PushSource<>();

    @Test
    void aPushIsAnsweredByTheBatchThatCommitsItsLastRecord() throws Exception {
        IntakeFixture world = new IntakeFixture();
        Input<Integer> input = open(world);
        CompletableFuture<Batch> first = source.push(1, 2);
        CompletableFuture<Batch> second = source.pushAll(List.of(3, 4));
        Batch one = world.nextBatch();
        Batch two = world.nextBatch();
        assertThat(IntakeFixture.records(input.plan(one, 3))).containsExactly(1, 2, 3);
        assertThat(IntakeFixture.records(input.plan(two, 3))).containsExactly(4);
        assertThat(first).isNotDone();
        input.forget(one);
        assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo(one);
        assertThat(second).isNotDone();
        input.forget(two);
        input.forget(two);
        assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(two);
    }

    @Test
    void whatIsPushedBeforeTheStartIsRead() {
        source.push(1);
        IntakeFixture world = new IntakeFixture();
        assertThat(world.nextRecords(open(world))).containsExactly(1);
    }

    @Test
    void aPushWaitsForRoom() throws Exception {
        IntakeFixture world = IntakeFixture.withRoom(3);
        Input<Integer> input = open(world);
        source.push(1, 2);
        CompletableFuture<CompletableFuture<Batch>> waiting = new CompletableFuture<>();
        Thread thread = begin(() -> waiting.complete(source.push(3, 4)));
        Patience.until(() -> thread.getState() == Thread.State.WAITING);
        assertThat(input.waiting()).isEqualTo(2);
        assertThat(world.nextRecords(input, 1)).containsExactly(1);
        waiting.get(60, TimeUnit.SECONDS);
        assertThat(world.nextRecords(input)).containsExactly(2, 3, 4);
    }

    @Test
    void aPushLargerThanTheRoomWaitsForAnEmptyBuffer() throws Exception {
        IntakeFixture world = IntakeFixture.withRoom(3);
        Input<Integer> input = open(world);
        source.push(1, 2, 3, 4, 5);
        assertThat(world.nextRecords(input, 4)).containsExactly(1, 2, 3, 4);
        assertThat(world.nextRecords(input, 4)).containsExactly(5);
    }

    @Test
    void manyThreadsLoseNothing() throws Exception {
        IntakeFixture world = IntakeFixture.withRoom(50);
        Input<Integer> input = open(world);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(begin(() -> IntStream.range(0, 1_000).forEach(source::push)));
        }
        List<Integer> read = world.awaitRecords(input, 8_000);
        threads.forEach(Patience::join);
        assertThat(read).hasSize(8_000);
        assertThat(read.stream().mapToInt(n -> n).sum()).isEqualTo(8 * 499_500);
        assertThat(input.waiting()).isZero();
    }

    @Test
    void afterTheStopAPushIsRefusedAndWhatWasPushedCanBeRead() {
        IntakeFixture world = new IntakeFixture();
        Input<Integer> input = open(world);
        source.push(1);
        assertThat(input.stop(Duration.ZERO)).isTrue();
        assertThatThrownBy(() -> source.push(2, 3))
                .isInstanceOf(ReceiverStoppedException.class)
                .hasMessage("the push of 2 records is refused: the stream has stopped");
        assertThat(world.nextRecords(input)).containsExactly(1);
    }

    @Test
    void aPushThatWaitsIsRefusedAtTheStopAndByAnInterrupt() throws Exception {
        IntakeFixture world = IntakeFixture.withRoom(1);
        Input<Integer> input = open(world);
        source.push(1);
        CompletableFuture<Throwable> interrupted = new CompletableFuture<>();
        Thread first = begin(() -> interrupted.complete(refusal()));
        Patience.until(() -> first.getState() == Thread.State.WAITING);
        first.interrupt();
        assertThat(interrupted.get(60, TimeUnit.SECONDS))
                .isInstanceOf(ReceiverStoppedException.class)
                .hasMessage("the thread was interrupted while it waited to push; nothing was taken");
        CompletableFuture<Throwable> stopped = new CompletableFuture<>();
        Thread second = begin(() -> stopped.complete(refusal()));
        Patience.until(() -> second.getState() == Thread.State.WAITING);
        input.stop(Duration.ZERO);
        assertThat(stopped.get(60, TimeUnit.SECONDS)).hasMessageContaining("the stream has stopped");
    }

    @Test
    void whatWasNotCommittedWhenTheStreamEndsFails() {
        IntakeFixture world = new IntakeFixture();
        Input<Integer> input = open(world);
        CompletableFuture<Batch> planned = source.push(1);
        world.nextRecords(input);
        CompletableFuture<Batch> waiting = source.push(2);
        input.close();
        for (CompletableFuture<Batch> future : List.of(planned, waiting)) {
            assertThatThrownBy(() -> future.get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(SourceException.class)
                    .hasMessage("test source: the stream ended before the batch with these records was committed; push"
                            + " them again");
        }
    }

    @Test
    void aPushSourceFeedsOneStream() {
        IntakeFixture world = new IntakeFixture();
        open(world);
        assertThatThrownBy(() -> open(world))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("test source: the push source already feeds a stream; give each stream a source of its"
                        + " own");
    }

    @Test
    void nothingAndNullCannotBePushed() {
        assertThatThrownBy(() -> source.pushAll(List.of()))
                .isInstanceOf(SourceException.class)
                .hasMessage("a push must have at least one record and no null, but was []");
        assertThatThrownBy(() -> source.pushAll(Arrays.asList(1, null))).isInstanceOf(SourceException.class);
    }

    private Input<Integer> open(IntakeFixture world) {
        Input<Integer> input = Intake.open(Sources.push(source), world.context());
        input.start();
        return input;
    }

    private Throwable refusal() {
        try {
            source.push(2);
            return new AssertionError("was not refused");
        } catch (ReceiverStoppedException e) {
            return e;
        }
    }

    private static Thread begin(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
