package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.SourceException;
import dev.sluice.intake.Intake;
import dev.sluice.intake.IntakeFixture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Batches that the program has at hand: queues, lists of batches, lists of records. */
class QueueSourceTest {
    private final IntakeFixture world = new IntakeFixture();
    private final Queue<List<Integer>> queue = new ArrayDeque<>();

    @Test
    void aBatchReadsOneListAndLaterAdditionsAreSeen() {
        queue.add(List.of(1, 2));
        Input<Integer> input = open(Sources.queue(queue));
        queue.add(List.of(3));
        assertThat(input.waiting()).isEqualTo(3);
        assertThat(world.nextRecords(input)).containsExactly(1, 2);
        assertThat(world.nextRecords(input)).containsExactly(3);
        assertThat(world.nextRecords(input)).isEmpty();
        queue.add(List.of(4));
        assertThat(world.nextRecords(input)).containsExactly(4);
        assertThat(input.waiting()).isZero();
    }

    @Test
    void aBatchReadsAllThatWaitsWhereThatWasAskedForAndElseTheDefault() {
        Input<Integer> input = open(Sources.queue(queue, false, List.of(0)));
        queue.add(List.of(1));
        queue.add(List.of(2, 3));
        assertThat(world.nextRecords(input)).containsExactly(1, 2, 3);
        assertThat(world.nextRecords(input)).containsExactly(0);
        assertThat(world.nextRecords(input)).containsExactly(0);
    }

    @Test
    void aQueuedListIsNeverCutButDealtOutOverPartitions() {
        queue.add(IntStream.range(0, 10_000).boxed().toList());
        InputPlan<Integer> plan = open(Sources.queue(queue)).plan(world.nextBatch(), 1);
        assertThat(plan.records()).isEqualTo(10_000);
        assertThat(plan.splits()).hasSize(3);
        assertThat(IntakeFixture.records(plan))
                .isEqualTo(IntStream.range(0, 10_000).boxed().toList());
    }

    @Test
    void aListWithNullFailsItsBatchAndStaysInTheQueue() {
        Input<Integer> input = open(Sources.queue(queue));
        queue.add(Arrays.asList(1, null));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> world.nextRecords(input))
                    .isInstanceOf(SourceException.class)
                    .hasMessage("a queued batch of 2 records holds null; a record is never null: leave it out, or make"
                            + " it an Optional");
        }
        Input<Integer> all = open(Sources.queue(queue, false, List.of()));
        assertThatThrownBy(() -> world.nextRecords(all)).isInstanceOf(SourceException.class);
        assertThat(queue).hasSize(1);
    }

    @Test
    void whatIsQueuedAtTheStopCanStillBeRead() {
        Input<Integer> input = open(Sources.queue(queue));
        queue.add(List.of(1));
        assertThat(input.stop(Duration.ZERO)).isTrue();
        assertThat(world.nextRecords(input)).containsExactly(1);
    }

    @Test
    void listsOfBatchesAreReadOneByOneEmptyOnesToo() {
        Input<Integer> input = open(Sources.batches(List.of(List.of(1, 2), List.of(), List.of(3))));
        assertThat(world.nextRecords(input, 1)).containsExactly(1, 2);
        assertThat(world.nextRecords(input)).isEmpty();
        assertThat(world.nextRecords(input)).containsExactly(3);
        assertThat(world.nextRecords(input)).isEmpty();
    }

    @Test
    void aListIsReadInPartsOfTheGivenSizeOrLess() {
        Input<Integer> input = open(Sources.list(List.of(1, 2, 3, 4, 5, 6), 3));
        assertThat(world.nextRecords(input)).containsExactly(1, 2, 3);
        assertThat(world.nextRecords(input, 2)).containsExactly(4, 5);
        assertThat(world.nextRecords(input)).containsExactly(6);
        assertThat(world.nextRecords(input)).isEmpty();
        assertThatThrownBy(() -> Sources.list(List.of(1), 0))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("a list source must give at least 1 record to a batch, but was asked for 0");
    }

    private <T> Input<T> open(StreamSource<T> source) {
        Input<T> input = Intake.open(source, world.context());
        input.start();
        return input;
    }
}
