package dev.sluice.conformance.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.data.KeyValue;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.OperatorException;
import dev.sluice.rdd.PairRdd;
import dev.sluice.rdd.Rdd;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TransformTest extends OperatorTable {
    @Test
    void transformWorksOnTheRddOfEachBatch() {
        check(batches(batch(3, 1, 2), batch(), batch(5, 4)), numbers -> numbers.transform(rdd -> rdd.sortBy(n -> n)))
                .gives(batch(1, 2, 3), batch(), batch(4, 5));
    }

    @Test
    void transformMayBeGivenTheBatch() {
        check(
                        batches(batch("a"), batch("b"), batch()),
                        words -> words.transform((rdd, batch) -> {
                            long id = batch.id();
                            long time = batch.timeMillis();
                            return rdd.map(word -> word + id + "@" + time);
                        }))
                .gives(batch("a1@1000"), batch("b2@2000"), batch());
    }

    @Test
    void transformOfAStreamWithKeysGetsAnRddWithKeys() {
        checkPairs(
                        batches(batch(kv("a", 1), kv("a", 2)), batch()),
                        pairs -> pairs.transform(
                                rdd -> rdd.reduceByKey(Integer::sum).map(KeyValue::value)))
                .gives(batch(3), batch());
    }

    @Test
    void transformToPairGivesAStreamWithKeys() {
        check(
                        batches(batch("a", "bb"), batch()),
                        words -> words.transformToPair(rdd -> rdd.keyBy(String::length))
                                .mapValues(String::toUpperCase))
                .gives(batch(kv(1, "A"), kv(2, "BB")), batch());
        check(
                        batches(batch("a"), batch("b")),
                        words -> words.transformToPair((rdd, batch) -> {
                                    long id = batch.id();
                                    return rdd.keyBy(word -> id);
                                })
                                .mapValues(String::toUpperCase))
                .gives(batch(kv(1L, "A")), batch(kv(2L, "B")));
    }

    @Test
    void transformWithSeesTheSameBatchOfBothStreams() {
        check(
                        batches(batch(1, 2, 3), batch(), batch(4)),
                        batches(batch(2), batch(9), batch(4)),
                        (left, right) -> left.transformWith(right, (a, b) -> a.subtract(b)))
                .inAnyOrder()
                .gives(batch(1, 3), batch(), batch());
    }

    @Test
    void transformWithMayBeGivenTheBatch() {
        check(
                        batches(batch("a"), batch("b")),
                        batches(batch("x"), batch()),
                        (left, right) -> left.transformWith(right, (a, b, batch) -> {
                            long id = batch.id();
                            return a.union(b).map(word -> word + id);
                        }))
                .gives(batch("a1", "x1"), batch("b2"));
    }

    @Test
    void transformWithMixesStreamsWithAndWithoutKeys() {
        check(tester -> {
                    PairDStream<String, Integer> pairs = tester.pairInput(batch(kv("a", 1)), batch(kv("b", 2)));
                    DStream<String> words = tester.input(batch("a", "b"), batch("a"));
                    return words.transformWith(
                            pairs,
                            (rdd, keyed) -> rdd.keyBy(word -> word).join(keyed).keys());
                })
                .gives(batch("a"), batch());
    }

    @Test
    void transformWithToPairGivesAStreamWithKeys() {
        checkPairs(
                        batches(batch(kv("a", 1), kv("b", 2)), batch(kv("c", 3))),
                        batches(batch(kv("b", 0)), batch()),
                        (left, right) -> left.transformWithToPair(right, (a, b) -> a.subtractByKey(b))
                                .mapValues(n -> n * 10))
                .gives(batch(kv("a", 10)), batch(kv("c", 30)));
        checkPairs(
                        batches(batch(kv("a", 1))),
                        batches(batch(kv("b", 2))),
                        (left, right) -> left.transformWithToPair(
                                        right,
                                        (a, b, batch) -> PairRdd.of(a.union(b)).mapValues(n -> n * 100))
                                .mapValues(n -> n + 1))
                .gives(batch(kv("a", 101), kv("b", 201)));
    }

    @Test
    void theContextTransformsManyStreamsTogether() {
        check(tester -> tester.context()
                        .transform(
                                List.of(
                                        tester.input(batch("a"), batch()),
                                        tester.input(batch(1, 2), batch(3)),
                                        tester.pairInput(batch(kv("k", 1L)))),
                                rdds -> Rdd.union(
                                        rdds.stream().map(TransformTest::texts).toList())))
                .gives(batch("a", "1", "2", "(k, 1)"), batch("3"));
    }

    @Test
    void theContextTransformsManyStreamsToOneWithKeys() {
        check(tester -> tester.context()
                        .transformToPair(
                                List.of(tester.input(batch("a"), batch()), tester.pairInput(batch(kv("k", 1L)))),
                                rdds -> Rdd.union(rdds.stream()
                                                .map(TransformTest::texts)
                                                .toList())
                                        .keyBy(String::length))
                        .mapValues(text -> "<" + text + ">"))
                .gives(batch(kv(1, "<a>"), kv(6, "<(k, 1)>")), batch());
    }

    @Test
    void anRddOfAStreamWithKeysStaysOneWithKeys() {
        check(tester -> tester.context().transform(List.of(tester.pairInput(batch(kv("k", 1)))), rdds -> {
                    assertThat(rdds).singleElement().isInstanceOf(PairRdd.class);
                    return rdds.get(0).map(record -> record.toString());
                }))
                .gives(batch("(k, 1)"));
    }

    private static <T> Rdd<String> texts(Rdd<T> rdd) {
        return rdd.map(record -> record.toString());
    }

    @Test
    void aJoinWithDataThatTheProgramChangesSeesTheChange() {
        try (StreamTester tester = StreamTester.create()) {
            AtomicInteger price = new AtomicInteger(1);
            Collected<KeyValue<String, Integer>> priced = tester.collect(tester.pairInput(
                            batch(kv("a", 2)), batch(kv("a", 3)), batch(kv("b", 4)))
                    .transformToPair(rdd -> rdd.join(tester.context().parallelizePairs(List.of(kv("a", price.get()))))
                            .mapValues(both -> both.first() * both.second())));
            tester.runBatches(1);
            price.set(100);
            tester.runBatches(2);
            assertThat(priced.batches()).containsExactly(List.of(kv("a", 2)), List.of(kv("a", 300)), List.of());
        }
    }

    @Test
    void theFunctionIsCalledOncePerBatchOnTheProgramsSide() {
        try (StreamTester tester = StreamTester.create()) {
            AtomicInteger calls = new AtomicInteger();
            DStream<Integer> transformed = tester.input(batch(1), batch(), batch(3))
                    .transform(rdd -> {
                        calls.incrementAndGet();
                        return rdd;
                    });
            Collected<Integer> first = tester.collect(transformed);
            Collected<Integer> second = tester.collect(transformed.map(n -> n + 1));
            tester.runBatches(3);
            assertThat(calls).hasValue(3);
            assertThat(first.all()).containsExactly(1, 3);
            assertThat(second.all()).containsExactly(2, 4);
        }
    }

    @Test
    void actionsInsideTheFunctionRunInTheBatch() {
        check(
                        batches(batch(1, 2, 3), batch(), batch(9)),
                        numbers -> numbers.transform(rdd -> {
                            long count = rdd.count();
                            return rdd.map(n -> n + " of " + count);
                        }))
                .gives(batch("1 of 3", "2 of 3", "3 of 3"), batch(), batch("9 of 1"));
    }

    @Test
    void nullFromTheFunctionFailsTheBatch() {
        Throwable failure = check(tester -> tester.input(batch(1)).transform(rdd -> (Rdd<Integer>) null))
                .failureWithin(1);
        assertThat(failure)
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageMatching("transform at TransformTest.java:\\d+: the function returned null; return an empty"
                        + " Rdd where there is nothing");
    }

    @Test
    void aFunctionThatThrowsFailsTheBatchAtItsLine() {
        Throwable failure = check(tester -> tester.input(batch(1)).<Integer>transform(rdd -> {
                    throw new IllegalStateException("no luck");
                }))
                .failureWithin(1);
        assertThat(failure)
                .isInstanceOf(OperatorException.class)
                .hasMessageMatching("transform at TransformTest.java:\\d+ failed: .*no luck")
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void streamsOfDifferentSlidesCannotBeTransformedTogether() {
        try (StreamTester tester = StreamTester.create()) {
            DStream<Integer> numbers = tester.input(batch(1));
            DStream<Integer> windows = numbers.window(seconds(2), seconds(2));
            assertThatThrownBy(() -> numbers.transformWith(windows, (a, b) -> a.union(b)))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageContaining("all streams must have the same slide, but they have [PT1S, PT2S]");
            assertThatThrownBy(() -> tester.context()
                            .transform(
                                    List.of(numbers, windows),
                                    rdds -> rdds.get(0).map(n -> 1)))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageContaining("all streams must have the same slide");
            assertThatThrownBy(() -> tester.context().transform(List.of(), rdds -> (Rdd<Integer>) null))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageContaining("at least one stream is needed, but none was given");
        }
    }
}
