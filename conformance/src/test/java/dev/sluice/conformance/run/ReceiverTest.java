package dev.sluice.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.sluice.data.KeyValue;
import dev.sluice.event.BatchInfo;
import dev.sluice.event.ReceiverInfo;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.Script;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiverTest {
    private final StreamTester tester = StreamTester.create();

    @AfterEach
    void close() {
        tester.close();
    }

    @Test
    void recordsStoredInAnIntervalAreInItsBatchInOrder() {
        Collected<Integer> collected = tester.collect(
                tester.receive(Script.<Integer>empty().store(1, 1, 2, 3).store(3, 4, 5)));
        tester.runBatches(4);
        assertThat(collected.batches()).containsExactly(List.of(1, 2, 3), List.of(), List.of(4, 5), List.of());
    }

    @Test
    void aBlockIsInOneBatch() {
        Collected<Integer> collected = tester.collect(
                tester.receive(Script.<Integer>empty().storeBlock(1, 1, 2).storeBlock(2, 3)));
        tester.runBatches(2);
        assertThat(collected.batches()).containsExactly(List.of(1, 2), List.of(3));
    }

    @Test
    void whatWasStoredBeforeARestartComesBeforeWhatComesAfter() {
        Collected<Integer> collected = tester.collect(tester.receive(Script.<Integer>empty()
                .store(1, 1, 2)
                .restart(1, "the line broke")
                .store(1, 3)
                .store(2, 4)));
        tester.runBatches(2);
        assertThat(collected.batches()).containsExactly(List.of(1, 2, 3), List.of(4));
    }

    @Test
    void listenersAreToldOfTheReceiver() {
        Collected<Integer> unused = tester.collect(tester.receive(
                Script.<Integer>empty().restart(1, "the line broke").reportError(2, "a bad line")));
        tester.runBatches(2);
        tester.close();
        assertThat(tester.events().receivers())
                .extracting(
                        ReceiverInfo::active,
                        ReceiverInfo::starts,
                        info -> info.message().replaceAll(";.*", ""))
                .containsExactly(
                        tuple(true, 1L, "started"),
                        tuple(false, 1L, "the line broke"),
                        tuple(false, 1L, "the line broke"),
                        tuple(true, 2L, "started"),
                        tuple(true, 2L, "a bad line"),
                        tuple(false, 2L, "the context stops"));
        assertThat(unused.all()).isEmpty();
    }

    @Test
    void aReceiverThatEndedLeavesTheProgramRunning() {
        Collected<Integer> collected = tester.collect(
                tester.receive(Script.<Integer>empty().store(1, 1).stop(1, "all is read"))
                        .union(tester.receive(Script.<Integer>empty().store(2, 20))));
        tester.runBatches(3);
        assertThat(collected.batches()).containsExactly(List.of(1), List.of(20), List.of());
    }

    @Test
    void statesGoOnOverARestart() {
        Collected<KeyValue<String, Integer>> sums = tester.collect(tester.receive(Script.<Integer>empty()
                        .store(1, 1)
                        .restart(2, "the line broke")
                        .store(2, 2))
                .keyBy(n -> "sum")
                .<Integer>updateStateByKey((values, state) -> Optional.of(state.orElse(0)
                        + values.stream().mapToInt(Integer::intValue).sum())));
        tester.runBatches(2);
        assertThat(sums.last()).containsExactly(KeyValue.of("sum", 3));
    }

    @Test
    void theRateOfAReceiverIsKept() {
        try (StreamTester limited = StreamTester.create(Duration.ofSeconds(1), builder -> builder.maxRate(2))) {
            Collected<Integer> collected =
                    limited.collect(limited.receive(Script.<Integer>empty().store(1, 1, 2, 3, 4, 5)));
            limited.runBatches(4);
            assertThat(collected.batches()).containsExactly(List.of(1, 2), List.of(3, 4), List.of(5), List.of());
            assertThat(limited.events().batches())
                    .extracting(BatchInfo::records)
                    .containsExactly(2L, 2L, 1L, 0L);
        }
    }

    @Test
    void aGracefulStopProcessesWhatIsStored() {
        try (StreamTester limited = StreamTester.create(Duration.ofSeconds(1), builder -> builder.maxRate(2))) {
            Collected<Integer> collected =
                    limited.collect(limited.receive(Script.<Integer>empty().store(1, 1, 2, 3, 4, 5)));
            limited.runBatches(1);
            assertThat(limited.stopGracefully().complete()).isTrue();
            assertThat(collected.all()).containsExactly(1, 2, 3, 4, 5);
        }
    }

    @Test
    void aStopAtOnceTellsWhatIsStoredAndLeft() {
        try (StreamTester limited = StreamTester.create(Duration.ofSeconds(1), builder -> builder.maxRate(2))) {
            Collected<Integer> collected =
                    limited.collect(limited.receive(Script.<Integer>empty().store(1, 1, 2, 3, 4, 5)));
            limited.runBatches(1);
            assertThat(limited.stop().recordsLeft()).isEqualTo(3);
            assertThat(collected.all()).containsExactly(1, 2);
        }
    }
}
