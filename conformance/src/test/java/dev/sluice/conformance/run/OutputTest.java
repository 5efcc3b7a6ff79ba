package dev.sluice.conformance.run;

import static dev.sluice.testkit.StreamCheck.batch;
import static dev.sluice.testkit.StreamCheck.kv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.DStream;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.testkit.StreamTester;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class OutputTest {
    private static final String RULE = "-------------------------------------------";

    @Test
    void foreachRddIsCalledForEveryBatchAlsoAnEmptyOne() {
        try (StreamTester tester = StreamTester.create()) {
            List<List<Integer>> seen = new ArrayList<>();
            tester.input(batch(1, 2), batch(), batch(3)).foreachRdd(rdd -> seen.add(rdd.collect()));
            tester.runBatches(3);
            assertThat(seen).containsExactly(List.of(1, 2), List.of(), List.of(3));
        }
    }

    @Test
    void foreachRddMayBeGivenTheBatch() {
        try (StreamTester tester = StreamTester.create()) {
            List<String> seen = new ArrayList<>();
            tester.pairInput(batch(kv("a", 1)))
                    .foreachRdd((rdd, batch) ->
                            seen.add(batch.id() + " " + rdd.values().collect()));
            tester.runBatches(2);
            assertThat(seen).containsExactly("1 [1]", "2 []");
        }
    }

    @Test
    void outputsRunInTheOrderOfTheirDefinition() {
        try (StreamTester tester = StreamTester.create()) {
            List<String> seen = new ArrayList<>();
            DStream<Integer> input = tester.input(batch(1));
            input.map(n -> n).foreachRdd(rdd -> seen.add("first"));
            input.foreachRdd(rdd -> seen.add("second"));
            input.filter(n -> n > 0).foreachRdd(rdd -> seen.add("third"));
            tester.runBatches(2);
            assertThat(seen).containsExactly("first", "second", "third", "first", "second", "third");
        }
    }

    @Test
    void anOutputOfAWindowIsCalledAtItsSlides() {
        try (StreamTester tester = StreamTester.create()) {
            List<String> seen = new ArrayList<>();
            DStream<Integer> input = tester.input(batch(1), batch(2), batch(3));
            input.window(Duration.ofSeconds(2), Duration.ofSeconds(2))
                    .foreachRdd((rdd, batch) -> seen.add("window " + batch.id()));
            input.foreachRdd((rdd, batch) -> seen.add("batch " + batch.id()));
            tester.runBatches(4);
            assertThat(seen).containsExactly("batch 1", "window 2", "batch 2", "batch 3", "window 4", "batch 4");
        }
    }

    @Test
    @ResourceLock(Resources.SYSTEM_OUT)
    void printShowsTheTimeAndTheFirstTenRecords() {
        String printed = printed(
                2,
                tester -> tester.input(batch(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), batch(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11))
                        .print());
        assertThat(printed.lines())
                .containsExactly(
                        RULE,
                        "Time: 1000 ms",
                        RULE,
                        "1",
                        "2",
                        "3",
                        "4",
                        "5",
                        "6",
                        "7",
                        "8",
                        "9",
                        "10",
                        "",
                        RULE,
                        "Time: 2000 ms",
                        RULE,
                        "1",
                        "2",
                        "3",
                        "4",
                        "5",
                        "6",
                        "7",
                        "8",
                        "9",
                        "10",
                        "...",
                        "");
    }

    @Test
    @ResourceLock(Resources.SYSTEM_OUT)
    void printShowsAsManyRecordsAsAskedAndEmptyBatchesToo() {
        String printed = printed(
                2,
                tester -> tester.pairInput(batch(kv("a", 1), kv("b", 2), kv("c", 3)))
                        .print(2));
        assertThat(printed.lines())
                .containsExactly(
                        RULE, "Time: 1000 ms", RULE, "(a, 1)", "(b, 2)", "...", "", RULE, "Time: 2000 ms", RULE, "");
    }

    @Test
    void printNeedsARecord() {
        try (StreamTester tester = StreamTester.create()) {
            assertThatThrownBy(() -> tester.input(batch(1)).print(0))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageMatching("print at OutputTest.java:\\d+: the number of records to print must be at least"
                            + " 1, but was 0");
        }
    }

    private static String printed(int batches, Consumer<StreamTester> program) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try (StreamTester tester = StreamTester.create()) {
            program.accept(tester);
            tester.runBatches(batches);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
