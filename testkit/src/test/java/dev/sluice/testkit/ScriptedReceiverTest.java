package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.InvalidProgramException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptedReceiverTest {
    @Test
    void recordsReachTheBatchThatTheScriptNames() {
        Script<String> script = Script.<String>empty()
                .store(1, "a", "b")
                .storeBlock(3, "c", "d")
                .store(3, "e");
        try (StreamTester tester = StreamTester.create()) {
            Collected<String> collected = tester.collect(tester.receive(script));
            tester.runBatches(4);
            assertThat(collected.batch(1))
                    .hasValueSatisfying(batch -> assertThat(batch).containsExactlyInAnyOrder("a", "b"));
            assertThat(collected.batch(2)).contains(List.of());
            assertThat(collected.batch(3))
                    .hasValueSatisfying(batch -> assertThat(batch).containsExactlyInAnyOrder("c", "d", "e"));
            assertThat(collected.batch(4)).contains(List.of());
        }
    }

    @Test
    void aRestartHappensWithinItsBatch() {
        Script<Integer> script = Script.<Integer>empty()
                .store(1, 1)
                .restart(2, "the line broke")
                .store(2, 2)
                .restart(2, "and again")
                .store(2, 3);
        try (StreamTester tester = StreamTester.create()) {
            Collected<Integer> collected = tester.collect(tester.receive(script));
            tester.runBatches(2);
            assertThat(collected.batches()).hasSize(2);
            assertThat(collected.last()).containsExactly(2, 3);
            assertThat(tester.events().lines())
                    .filteredOn(line -> line.startsWith("receiver"))
                    .containsExactly(
                            "receiver 0 started, start 1",
                            "receiver 0 error: the line broke; starts again after 0 ms",
                            "receiver 0 stopped: the line broke; starts again after 0 ms",
                            "receiver 0 started, start 2",
                            "receiver 0 error: and again; starts again after 0 ms",
                            "receiver 0 stopped: and again; starts again after 0 ms",
                            "receiver 0 started, start 3");
        }
    }

    @Test
    void anErrorIsReportedAndTheReceiverGoesOn() {
        Script<Integer> script =
                Script.<Integer>empty().reportError(1, "bad line").store(1, 1);
        try (StreamTester tester = StreamTester.create()) {
            Collected<Integer> collected = tester.collect(tester.receive(script));
            tester.runBatches(1);
            assertThat(collected.all()).containsExactly(1);
            assertThat(tester.events().lines()).contains("receiver 0 error: bad line");
        }
    }

    @Test
    void aReceiverThatEndsLetsTheProgramGoOn() {
        Script<Integer> script = Script.<Integer>empty().store(1, 1).stop(1, "all is read");
        try (StreamTester tester = StreamTester.create()) {
            Collected<Integer> collected = tester.collect(tester.receive(script));
            tester.runBatches(2);
            assertThat(collected.batches()).containsExactly(List.of(1), List.of());
            tester.stop();
            assertThat(tester.events().lines()).contains("receiver 0 stopped: all is read");
        }
    }

    @Test
    void twoReceiversFollowTheirOwnScripts() {
        try (StreamTester tester = StreamTester.create()) {
            Collected<Integer> collected = tester.collect(
                    tester.receive(Script.<Integer>empty().store(1, 1).store(2, 2))
                            .union(tester.receive(
                                    Script.<Integer>empty().restart(1, "lost").store(2, 20))));
            tester.runBatches(2);
            assertThat(collected.batches()).containsExactly(List.of(1), List.of(2, 20));
        }
    }

    @Test
    void aScriptGoesForward() {
        assertThatThrownBy(() -> Script.<Integer>empty().store(2, 1).store(1, 1))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageStartingWith(
                        "a script goes from batch to batch, counted from 1, up to its stop, but STORE of"
                                + " batch 1 came after ");
        assertThatThrownBy(() -> Script.<Integer>empty().stop(1, "done").store(1, 1))
                .isInstanceOf(InvalidProgramException.class);
        assertThatThrownBy(() -> Script.<Integer>empty().store(0, 1))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageEndingWith("but STORE of batch 0 came first");
    }
}
