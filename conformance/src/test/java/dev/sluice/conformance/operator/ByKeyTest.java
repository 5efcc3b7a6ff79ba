package dev.sluice.conformance.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.data.Partitioner;
import dev.sluice.testkit.Batches;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import dev.sluice.window.Aggregates;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ByKeyTest extends OperatorTable {
    private static final Batches<KeyValue<String, Integer>> PAIRS = batches(
            batch(kv("a", 3), kv("b", 1), kv("a", 1), kv("a", 2)), batch(), batch(kv("c", 9)), batch(kv("a", 7)));

    /** Sends keys of even length to partition 0 and others to partition 1. */
    private record ByLength() implements Partitioner {
        @Override
        public int partitions() {
            return 2;
        }

        @Override
        public int partition(Object key, int hash) {
            return ((String) key).length() % 2;
        }
    }

    @Test
    void mapValuesLeavesKeysAlone() {
        checkPairs(PAIRS, pairs -> pairs.mapValues(n -> "v" + n))
                .inOrder()
                .gives(
                        batch(kv("a", "v3"), kv("b", "v1"), kv("a", "v1"), kv("a", "v2")),
                        batch(),
                        batch(kv("c", "v9")),
                        batch(kv("a", "v7")));
    }

    @Test
    void flatMapValuesGivesAnyNumberOfValuesUnderTheKey() {
        checkPairs(PAIRS, pairs -> pairs.flatMapValues(n -> n > 1 ? List.of(n, -n) : List.<Integer>of()))
                .inOrder()
                .gives(
                        batch(kv("a", 3), kv("a", -3), kv("a", 2), kv("a", -2)),
                        batch(),
                        batch(kv("c", 9), kv("c", -9)),
                        batch(kv("a", 7), kv("a", -7)));
    }

    @Test
    void keysAndValuesStandAlone() {
        checkPairs(PAIRS, PairDStream::keys).gives(batch("a", "b", "a", "a"), batch(), batch("c"), batch("a"));
        checkPairs(PAIRS, PairDStream::values).gives(batch(3, 1, 1, 2), batch(), batch(9), batch(7));
    }

    @Test
    void groupByKeyKeepsTheOrderOfTheValues() {
        checkPairs(PAIRS, pairs -> pairs.groupByKey())
                .gives(
                        batch(kv("a", List.of(3, 1, 2)), kv("b", List.of(1))),
                        batch(),
                        batch(kv("c", List.of(9))),
                        batch(kv("a", List.of(7))));
        checkPairs(PAIRS, pairs -> pairs.groupByKey(1))
                .gives(batch(kv("a", List.of(3, 1, 2)), kv("b", List.of(1))), batch());
    }

    @Test
    void reduceByKeyCombinesTheValuesOfEachKeyInOrder() {
        checkPairs(PAIRS, pairs -> pairs.mapValues(String::valueOf).reduceByKey(String::concat))
                .gives(batch(kv("a", "312"), kv("b", "1")), batch(), batch(kv("c", "9")), batch(kv("a", "7")));
        checkPairs(PAIRS, pairs -> pairs.reduceByKey(Integer::sum, 5))
                .gives(batch(kv("a", 6), kv("b", 1)), batch(), batch(kv("c", 9)));
    }

    @Test
    void combineByKeyMakesValuesOfAnotherType() {
        checkPairs(
                        PAIRS,
                        pairs -> pairs.combineByKey(n -> "<" + n, (text, n) -> text + "," + n, (x, y) -> x + "|" + y)
                                .mapValues(text -> text.replace("|<", ",")))
                .gives(batch(kv("a", "<3,1,2"), kv("b", "<1")), batch(), batch(kv("c", "<9")));
    }

    @Test
    void combineByKeyMayLeaveTheCombiningToTheOtherSide() {
        for (boolean mapSide : new boolean[] {true, false}) {
            checkPairs(
                            PAIRS,
                            pairs -> pairs.combineByKey(
                                            n -> "<" + n,
                                            (text, n) -> text + "," + n,
                                            (x, y) -> x + "|" + y,
                                            new HashPartitioner(2),
                                            mapSide)
                                    .mapValues(text -> text.replace("|<", ",")))
                    .gives(batch(kv("a", "<3,1,2"), kv("b", "<1")), batch(), batch(kv("c", "<9")));
        }
    }

    @Test
    void aggregateByKeyGivesTheAggregateOfEachKey() {
        checkPairs(PAIRS, pairs -> pairs.aggregateByKey(Aggregates.max()))
                .gives(batch(kv("a", 3), kv("b", 1)), batch(), batch(kv("c", 9)));
        checkPairs(PAIRS, pairs -> pairs.aggregateByKey(Aggregates.count(), 3))
                .gives(batch(kv("a", 3L), kv("b", 1L)), batch(), batch(kv("c", 1L)));
        checkPairs(PAIRS, pairs -> pairs.aggregateByKey(Aggregates.toList(), new ByLength()))
                .gives(batch(kv("a", List.of(3, 1, 2)), kv("b", List.of(1))), batch(), batch(kv("c", List.of(9))));
        checkPairs(PAIRS, pairs -> pairs.aggregateByKey("", (text, n) -> text + n, String::concat))
                .gives(batch(kv("a", "312"), kv("b", "1")), batch(), batch(kv("c", "9")));
    }

    @Test
    void aPartitionerPlacesTheKeys() {
        placed(pairs -> pairs.groupByKey(new ByLength()).keys());
        placed(pairs -> pairs.reduceByKey(Integer::sum, new ByLength()).keys());
        placed(pairs -> pairs.combineByKey(n -> n, Integer::sum, Integer::sum, new ByLength(), true)
                .keys());
        placed(pairs -> pairs.aggregateByKey(Aggregates.count(), new ByLength()).keys());
    }

    private static void placed(Function<PairDStream<String, Integer>, DStream<String>> program) {
        try (StreamTester tester = StreamTester.create()) {
            var input = tester.pairInput(batch(kv("a", 1), kv("bb", 2), kv("ccc", 3), kv("a", 4), kv("dddd", 5)));
            Collected<List<String>> parts = tester.collect(program.apply(input).glom());
            tester.runBatches(1);
            assertThat(parts.last()).hasSize(2);
            assertThat(parts.last().get(0)).containsExactlyInAnyOrder("bb", "dddd");
            assertThat(parts.last().get(1)).containsExactlyInAnyOrder("a", "ccc");
        }
    }

    @Test
    void withoutANumberTheEnginesParallelismDecides() {
        try (StreamTester tester = StreamTester.create(builder -> builder.master("local[3]"))) {
            var parts = tester.collect(tester.pairInput(batch(kv("a", 1)))
                    .reduceByKey(Integer::sum)
                    .glom());
            tester.runBatches(1);
            assertThat(parts.last()).hasSize(3);
        }
    }

    @Test
    void aBatchWithoutAKeyDoesNotHearOfIt() {
        checkPairs(
                        batches(batch(kv("a", 1), kv("b", 2)), batch(kv("b", 3)), batch(kv("a", 4))),
                        pairs -> pairs.reduceByKey(Integer::sum))
                .gives(batch(kv("a", 1), kv("b", 2)), batch(kv("b", 3)), batch(kv("a", 4)));
    }
}
