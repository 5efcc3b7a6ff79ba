package dev.sluice.conformance.run;

import static dev.sluice.testkit.StreamCheck.batch;
import static dev.sluice.testkit.StreamCheck.kv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.DStream;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.data.KeyValue;
import dev.sluice.error.InvalidKeyException;
import dev.sluice.error.OperatorException;
import dev.sluice.event.QuarantinedRecord;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuarantineTest {
    private final StreamTester tester =
            StreamTester.create(builder -> builder.failures(FailurePolicy.quarantineRecords()));

    @AfterEach
    void close() {
        tester.close();
    }

    @Test
    void aRecordThatAFunctionThrowsOnIsLeftOut() {
        Collected<Integer> quotients =
                tester.collect(tester.input(batch(1, 0, 2), batch(0), batch(4)).map(n -> 4 / n));
        tester.runBatches(3);
        assertThat(quotients.batches()).containsExactly(List.of(4, 2), List.of(), List.of(1));
    }

    @Test
    void filterAndFlatMapLeaveRecordsOutToo() {
        DStream<Integer> input = tester.input(batch(1, 0, 2));
        Collected<Integer> filtered = tester.collect(input.filter(n -> 4 / n > 2));
        Collected<Integer> flat = tester.collect(input.flatMap(n -> List.of(n, 4 / n)));
        Collected<Integer> values =
                tester.collect(input.keyBy(n -> "k").mapValues(n -> 4 / n).values());
        tester.runBatches(1);
        assertThat(filtered.last()).containsExactly(1);
        assertThat(flat.last()).containsExactly(1, 4, 2, 2);
        assertThat(values.last()).containsExactly(4, 2);
        assertThat(tester.events().quarantined()).hasSize(3);
    }

    @Test
    void listenersAreToldTheRecordAndWhere() {
        Collected<Integer> unused =
                tester.collect(tester.input(batch(1), batch(2, 0)).map(n -> 1 / n));
        tester.runBatches(2);
        assertThat(unused.batches()).hasSize(2);
        assertThat(tester.events().quarantined()).singleElement().satisfies(record -> {
            assertThat(record.batch().id()).isEqualTo(2);
            assertThat(record.operator()).isEqualTo("map");
            assertThat(record.location()).matches("QuarantineTest.java:\\d+");
            assertThat(record.record()).isEqualTo(0);
            assertThat(record.cause()).isInstanceOf(ArithmeticException.class);
        });
    }

    @Test
    void theStreamOfQuarantinedRecordsGetsThemInTheNextBatch() {
        Collected<Integer> unused =
                tester.collect(tester.input(batch(0, 1), batch(2), batch(0)).map(n -> 1 / n));
        Collected<Object> quarantined =
                tester.collect(tester.context().quarantined().map(QuarantinedRecord::record));
        tester.runBatches(4);
        assertThat(unused.batches()).hasSize(4);
        assertThat(quarantined.batches()).containsExactly(List.of(), List.of(0), List.of(), List.of(0));
    }

    @Test
    void whereAFunctionIsNotCalledForSingleRecordsTheOnesToBlameAreFound() {
        Collected<KeyValue<String, Integer>> sums = tester.collect(tester.input(
                        batch(kv("a", 1), kv("b", 2), kv("a", 13), kv("b", 3)),
                        batch(kv("a", 1), kv("b", 5), kv("a", 13), kv("b", 13)),
                        batch(kv("a", 1)))
                .keyBy(pair -> pair.key())
                .mapValues(pair -> pair.value())
                .reduceByKey(QuarantineTest::luckySum));
        tester.runBatches(3);
        assertThat(sums.batches().get(0)).containsExactlyInAnyOrder(kv("a", 1), kv("b", 5));
        assertThat(sums.batches().get(1)).containsExactlyInAnyOrder(kv("a", 1), kv("b", 5));
        assertThat(sums.batches().get(2)).containsExactly(kv("a", 1));
        assertThat(tester.events().quarantined())
                .extracting(QuarantinedRecord::operator, QuarantinedRecord::record)
                .containsExactly(
                        tuple("reduceByKey", kv("a", 13)),
                        tuple("reduceByKey", kv("a", 13)),
                        tuple("reduceByKey", kv("b", 13)));
    }

    @Test
    void aStateIsUpdatedWithoutTheRecordsToBlame() {
        Collected<KeyValue<String, Integer>> states =
                tester.collect(tester.input(batch(kv("a", 1)), batch(kv("a", 13), kv("b", 2)), batch(kv("a", 3)))
                        .keyBy(pair -> pair.key())
                        .mapValues(pair -> pair.value())
                        .<Integer>updateStateByKey((values, state) -> {
                            int sum = state.orElse(0);
                            for (int value : values) {
                                sum = luckySum(sum, value);
                            }
                            return Optional.of(sum);
                        }));
        tester.runBatches(3);
        assertThat(states.last()).containsExactlyInAnyOrder(kv("a", 4), kv("b", 2));
        assertThat(tester.events().quarantined())
                .extracting(QuarantinedRecord::record)
                .containsExactly(kv("a", 13));
    }

    @Test
    void aFunctionThatFailsWithoutAnyRecordFailsTheBatch() {
        Collected<Integer> unused = tester.collect(tester.input(batch(1, 2)).mapPartitions(records -> {
            throw new IllegalStateException("always");
        }));
        assertThatThrownBy(() -> tester.runBatches(1))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("mapPartitions")
                .hasMessageContaining("always");
        assertThat(unused.batches()).isEmpty();
        assertThat(tester.events().quarantined()).isEmpty();
    }

    private static int luckySum(int left, int right) {
        if (left == 13 || right == 13) {
            throw new IllegalArgumentException("13");
        }
        return left + right;
    }

    @Test
    void theStreamOfQuarantinedRecordsIsOneStream() {
        assertThat(tester.context().quarantined()).isSameAs(tester.context().quarantined());
    }

    @Test
    void withoutQuarantineTheStreamIsEmpty() {
        try (StreamTester strict = StreamTester.create()) {
            Collected<QuarantinedRecord> quarantined =
                    strict.collect(strict.context().quarantined());
            strict.runBatches(2);
            assertThat(quarantined.batches()).containsExactly(List.of(), List.of());
        }
    }

    @Test
    void aRecordLeftOutOfASharedStreamCountsOnce() {
        DStream<Integer> shared = tester.input(batch(1, 0)).map(n -> 1 / n);
        Collected<Integer> first = tester.collect(shared);
        Collected<Integer> second = tester.collect(shared.map(n -> n + 1));
        tester.runBatches(1);
        assertThat(first.last()).containsExactly(1);
        assertThat(second.last()).containsExactly(2);
        assertThat(tester.events().quarantined()).hasSize(1);
    }

    @Test
    void aRecordLeftOutOfAnInputReadTwiceCountsForEachOperator() {
        DStream<Integer> input = tester.input(batch(1, 0));
        Collected<Integer> first = tester.collect(input.map(n -> 1 / n));
        Collected<Integer> second = tester.collect(input.map(n -> 2 / n));
        tester.runBatches(1);
        assertThat(first.last()).containsExactly(1);
        assertThat(second.last()).containsExactly(2);
        assertThat(tester.events().quarantined()).hasSize(2);
    }

    @Test
    void equalRecordsAreEachLeftOut() {
        Collected<Integer> sums = tester.collect(
                tester.input(batch("x", "1", "x", "x")).map(Integer::parseInt).reduce(Integer::sum));
        tester.runBatches(1);
        assertThat(sums.last()).containsExactly(1);
        assertThat(tester.events().quarantined())
                .extracting(QuarantinedRecord::record)
                .containsExactly("x", "x", "x");
    }

    @Test
    void aFunctionOverManyRecordsIsToldWithTheOneItBeganToFailAt() {
        Collected<Integer> quotients =
                tester.collect(tester.input(batch(8, 2, 0, 4)).repartition(1).reduce((a, b) -> a / b));
        tester.runBatches(1);
        assertThat(quotients.last()).containsExactly(1);
        assertThat(tester.events().quarantined()).singleElement().satisfies(record -> {
            assertThat(record.operator()).isEqualTo("reduce");
            assertThat(record.record()).isEqualTo(0);
            assertThat(record.cause()).hasMessage("/ by zero");
        });
    }

    @Test
    void anOutputThatThrowsFailsTheBatch() {
        tester.input(batch(1)).foreachRdd(rdd -> {
            throw new IllegalStateException("no room");
        });
        assertThat(tester.failureWithin(1)).hasMessageContaining("no room");
    }

    @Test
    void recordsOfARetriedBatchAreToldOnce() {
        try (StreamTester retrying = StreamTester.create(
                builder -> builder.failures(FailurePolicy.quarantineRecords().withRetries(1, Duration.ZERO)))) {
            DStream<Integer> input = retrying.input(batch(1, 0));
            Collected<Integer> quotients = retrying.collect(input.map(n -> 1 / n));
            AtomicInteger attempts = new AtomicInteger();
            input.foreachRdd(rdd -> {
                if (attempts.incrementAndGet() == 1) {
                    throw new IllegalStateException("once");
                }
            });
            retrying.runBatches(1);
            assertThat(quotients.last()).containsExactly(1);
            assertThat(retrying.events().quarantined()).hasSize(1);
        }
    }

    @Test
    void aRecordWhoseKeyCannotBePlacedIsLeftOut() {
        Collected<Integer> values = tester.collect(tester.pairInput(batch(kv(new int[] {1}, 1), kv("b", 2)))
                .groupByKey()
                .flatMap(KeyValue::value));
        tester.runBatches(1);
        assertThat(values.last()).containsExactly(2);
        assertThat(tester.events().quarantined()).singleElement().satisfies(record -> {
            assertThat(record.operator()).isEqualTo("groupByKey");
            assertThat(record.cause())
                    .isInstanceOf(InvalidKeyException.class)
                    .hasMessageMatching("groupByKey at QuarantineTest.java:\\d+: .*int\\[].*");
        });
    }

    @Test
    void aRecordLeftOutForTwoActionsOfOneOutputCountsOnce() {
        List<Object> seen = new ArrayList<>();
        tester.input(batch("x", "1", "x")).map(Integer::parseInt).foreachRdd(rdd -> {
            seen.add(rdd.count());
            seen.addAll(rdd.collect());
        });
        tester.runBatches(1);
        assertThat(seen).containsExactly(1L, 1);
        assertThat(tester.events().quarantined()).hasSize(2);
    }

    @Test
    void aRecordThatCannotEvenBeHashedIsLeftOut() {
        Collected<String> names = tester.collect(
                tester.input(batch(new Broken("ok"), new Broken(null))).map(Broken::trimmed));
        tester.runBatches(1);
        assertThat(names.last()).containsExactly("ok");
        assertThat(tester.events().quarantined()).hasSize(1);
    }

    private record Broken(String name) implements Serializable {
        String trimmed() {
            return name.trim();
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public String toString() {
            return name.trim();
        }
    }
}
