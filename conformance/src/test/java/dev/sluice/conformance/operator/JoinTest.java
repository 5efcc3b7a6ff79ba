package dev.sluice.conformance.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.AnyStream;
import dev.sluice.PairDStream;
import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.data.Pair;
import dev.sluice.data.Triple;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.testkit.Batches;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class JoinTest extends OperatorTable {
    private static final Batches<KeyValue<String, Integer>> LEFT =
            batches(batch(kv("a", 1), kv("b", 2), kv("a", 3)), batch(kv("c", 4)), batch(), batch(kv("d", 5)));
    private static final Batches<KeyValue<String, String>> RIGHT =
            batches(batch(kv("a", "x"), kv("a", "y"), kv("e", "z")), batch(), batch(kv("c", "w")), batch(kv("d", "v")));

    @Test
    void joinGivesEveryPairOfValuesOfTheSameBatch() {
        joins((left, right) -> left.join(right));
        joins((left, right) -> left.join(right, 3));
        joins((left, right) -> left.join(right, new HashPartitioner(1)));
    }

    private static void joins(
            BiFunction<
                            PairDStream<String, Integer>,
                            PairDStream<String, String>,
                            AnyStream<KeyValue<String, Pair<Integer, String>>, ?, ?>>
                    join) {
        checkPairs(LEFT, RIGHT, join)
                .gives(
                        batch(
                                kv("a", Pair.of(1, "x")),
                                kv("a", Pair.of(1, "y")),
                                kv("a", Pair.of(3, "x")),
                                kv("a", Pair.of(3, "y"))),
                        batch(),
                        batch(),
                        batch(kv("d", Pair.of(5, "v"))),
                        batch());
    }

    @Test
    void leftOuterJoinKeepsTheKeysOfTheLeft() {
        joinsLeft((left, right) -> left.leftOuterJoin(right));
        joinsLeft((left, right) -> left.leftOuterJoin(right, 3));
        joinsLeft((left, right) -> left.leftOuterJoin(right, new HashPartitioner(1)));
    }

    private static void joinsLeft(
            BiFunction<
                            PairDStream<String, Integer>,
                            PairDStream<String, String>,
                            AnyStream<KeyValue<String, Pair<Integer, Optional<String>>>, ?, ?>>
                    join) {
        checkPairs(LEFT, RIGHT, join)
                .gives(
                        batch(
                                kv("a", Pair.of(1, Optional.of("x"))),
                                kv("a", Pair.of(1, Optional.of("y"))),
                                kv("a", Pair.of(3, Optional.of("x"))),
                                kv("a", Pair.of(3, Optional.of("y"))),
                                kv("b", Pair.of(2, Optional.empty()))),
                        batch(kv("c", Pair.of(4, Optional.empty()))),
                        batch(),
                        batch(kv("d", Pair.of(5, Optional.of("v")))));
    }

    @Test
    void rightOuterJoinKeepsTheKeysOfTheRight() {
        joinsRight((left, right) -> left.rightOuterJoin(right));
        joinsRight((left, right) -> left.rightOuterJoin(right, 3));
        joinsRight((left, right) -> left.rightOuterJoin(right, new HashPartitioner(1)));
    }

    private static void joinsRight(
            BiFunction<
                            PairDStream<String, Integer>,
                            PairDStream<String, String>,
                            AnyStream<KeyValue<String, Pair<Optional<Integer>, String>>, ?, ?>>
                    join) {
        checkPairs(LEFT, RIGHT, join)
                .gives(
                        batch(
                                kv("a", Pair.of(Optional.of(1), "x")),
                                kv("a", Pair.of(Optional.of(1), "y")),
                                kv("a", Pair.of(Optional.of(3), "x")),
                                kv("a", Pair.of(Optional.of(3), "y")),
                                kv("e", Pair.of(Optional.empty(), "z"))),
                        batch(),
                        batch(kv("c", Pair.of(Optional.empty(), "w"))),
                        batch(kv("d", Pair.of(Optional.of(5), "v"))));
    }

    @Test
    void fullOuterJoinKeepsTheKeysOfBoth() {
        joinsFull((left, right) -> left.fullOuterJoin(right));
        joinsFull((left, right) -> left.fullOuterJoin(right, 3));
        joinsFull((left, right) -> left.fullOuterJoin(right, new HashPartitioner(1)));
    }

    private static void joinsFull(
            BiFunction<
                            PairDStream<String, Integer>,
                            PairDStream<String, String>,
                            AnyStream<KeyValue<String, Pair<Optional<Integer>, Optional<String>>>, ?, ?>>
                    join) {
        checkPairs(LEFT, RIGHT, join)
                .gives(
                        batch(
                                kv("a", Pair.of(Optional.of(1), Optional.of("x"))),
                                kv("a", Pair.of(Optional.of(1), Optional.of("y"))),
                                kv("a", Pair.of(Optional.of(3), Optional.of("x"))),
                                kv("a", Pair.of(Optional.of(3), Optional.of("y"))),
                                kv("b", Pair.of(Optional.of(2), Optional.empty())),
                                kv("e", Pair.of(Optional.empty(), Optional.of("z")))),
                        batch(kv("c", Pair.of(Optional.of(4), Optional.empty()))),
                        batch(kv("c", Pair.of(Optional.empty(), Optional.of("w")))),
                        batch(kv("d", Pair.of(Optional.of(5), Optional.of("v")))));
    }

    @Test
    void cogroupGivesAllValuesOfEachKey() {
        cogroups((left, right) -> left.cogroup(right));
        cogroups((left, right) -> left.cogroup(right, 3));
        cogroups((left, right) -> left.cogroup(right, new HashPartitioner(1)));
    }

    private static void cogroups(
            BiFunction<
                            PairDStream<String, Integer>,
                            PairDStream<String, String>,
                            AnyStream<KeyValue<String, Pair<List<Integer>, List<String>>>, ?, ?>>
                    cogroup) {
        checkPairs(LEFT, RIGHT, cogroup)
                .gives(
                        batch(
                                kv("a", Pair.of(List.of(1, 3), List.of("x", "y"))),
                                kv("b", Pair.of(List.of(2), List.of())),
                                kv("e", Pair.of(List.of(), List.of("z")))),
                        batch(kv("c", Pair.of(List.of(4), List.of()))),
                        batch(kv("c", Pair.of(List.of(), List.of("w")))),
                        batch(kv("d", Pair.of(List.of(5), List.of("v")))));
    }

    @Test
    void cogroupOfThreeStreamsGivesAllValuesOfEachKey() {
        check(tester -> tester.pairInput(LEFT)
                        .cogroup(
                                tester.pairInput(RIGHT),
                                tester.pairInput(batch(kv("a", 0.5), kv("f", 1.5)), batch(kv("c", 2.5)))))
                .gives(
                        batch(
                                kv("a", new Triple<>(List.of(1, 3), List.of("x", "y"), List.of(0.5))),
                                kv("b", new Triple<>(List.of(2), List.of(), List.of())),
                                kv("e", new Triple<>(List.of(), List.of("z"), List.of())),
                                kv("f", new Triple<>(List.of(), List.of(), List.of(1.5)))),
                        batch(kv("c", new Triple<>(List.of(4), List.of(), List.of(2.5)))),
                        batch(kv("c", new Triple<>(List.of(), List.of("w"), List.of()))));
    }

    @Test
    void aStreamMayBeJoinedWithItself() {
        checkPairs(batches(batch(kv("a", 1), kv("a", 2)), batch()), pairs -> pairs.join(pairs))
                .gives(
                        batch(
                                kv("a", Pair.of(1, 1)),
                                kv("a", Pair.of(1, 2)),
                                kv("a", Pair.of(2, 1)),
                                kv("a", Pair.of(2, 2))),
                        batch());
    }

    @Test
    void streamsOfDifferentPlacementCanBeJoined() {
        checkPairs(LEFT, RIGHT, (left, right) -> left.groupByKey(2).join(right.groupByKey(3), 5))
                .gives(batch(kv("a", Pair.of(List.of(1, 3), List.of("x", "y")))), batch());
    }

    @Test
    void windowsOfEqualSlideCanBeJoined() {
        checkPairs(
                        LEFT,
                        RIGHT,
                        (left, right) -> left.window(seconds(3))
                                .join(right.window(seconds(1)))
                                .filter(pair -> pair.key().equals("c")))
                .gives(batch(), batch(), batch(kv("c", Pair.of(4, "w"))), batch());
    }

    @Test
    void theJoinComesInThePartitionsAsked() {
        try (StreamTester tester = StreamTester.create()) {
            Collected<List<KeyValue<String, Pair<Integer, String>>>> parts = tester.collect(
                    tester.pairInput(LEFT).join(tester.pairInput(RIGHT), 5).glom());
            tester.runBatches(1);
            assertThat(parts.last()).hasSize(5);
        }
    }

    @Test
    void streamsOfDifferentSlidesCannotBeJoined() {
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Integer> left = tester.pairInput(LEFT);
            PairDStream<String, String> right = tester.pairInput(RIGHT).window(seconds(2), seconds(2));
            assertThatThrownBy(() -> left.join(right))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageMatching(
                            "join at JoinTest.java:\\d+: all streams must have the same slide, but they have"
                                    + " \\[PT1S, PT2S]; give the windows before it the same slide");
            assertThatThrownBy(() -> left.cogroup(right, left))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageContaining("all streams must have the same slide");
            assertThatThrownBy(() -> left.join(right, 0))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessage("the number of partitions must be at least 1, but was 0");
        }
    }
}
