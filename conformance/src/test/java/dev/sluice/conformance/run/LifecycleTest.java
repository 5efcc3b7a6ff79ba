package dev.sluice.conformance.run;

import static dev.sluice.testkit.StreamCheck.batch;
import static dev.sluice.testkit.StreamCheck.kv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.DStream;
import dev.sluice.MapWithStateDStream;
import dev.sluice.PairDStream;
import dev.sluice.StreamingContextState;
import dev.sluice.data.StorageLevel;
import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.rdd.Rdd;
import dev.sluice.source.Sources;
import dev.sluice.state.StateSpec;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import dev.sluice.window.Aggregates;
import dev.sluice.window.Window;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private static final Duration TWO = Duration.ofSeconds(2);

    private final StreamTester tester = StreamTester.create();

    @AfterEach
    void close() {
        tester.close();
    }

    @Test
    void aContextGoesFromDefinedToActiveToStopped() {
        Collected<Integer> unused = tester.collect(tester.input(batch(1)));
        assertThat(tester.context().state()).isEqualTo(StreamingContextState.INITIALIZED);
        tester.start();
        assertThat(tester.context().state()).isEqualTo(StreamingContextState.ACTIVE);
        tester.close();
        assertThat(tester.context().state()).isEqualTo(StreamingContextState.STOPPED);
        assertThat(unused.all()).isEmpty();
    }

    @Test
    void aSecondStartDoesNothing() {
        Collected<Integer> collected = tester.collect(tester.input(batch(1), batch(2)));
        tester.runBatches(1);
        tester.context().start();
        tester.runBatches(1);
        assertThat(collected.batches()).containsExactly(List.of(1), List.of(2));
        assertThat(tester.events().lines()).containsOnlyOnce("streaming started");
    }

    @Test
    void aStartWithoutOutputStopsTheContext() {
        DStream<Integer> unread = tester.input(batch(1)).map(n -> n);
        assertThatThrownBy(() -> tester.context().start())
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("no output operation is registered, so nothing would run; add one, for example print() or"
                        + " foreachRdd(...)");
        assertThat(tester.context().state()).isEqualTo(StreamingContextState.STOPPED);
        assertThatThrownBy(() -> tester.context().awaitTermination()).isInstanceOf(InvalidProgramException.class);
        assertThatThrownBy(() -> tester.context().start())
                .isInstanceOf(IllegalLifecycleException.class)
                .hasMessage("test was stopped and cannot be started again; build a new context");
        assertThat(unread.slideDuration()).isEqualTo(StreamTester.BATCH);
    }

    @Test
    void twoContextsLiveSideBySide() {
        try (StreamTester other = StreamTester.create(Duration.ofMillis(100))) {
            Collected<Integer> mine = tester.collect(tester.input(batch(1), batch(2)));
            Collected<String> others = other.collect(other.input(batch("a"), batch("b"), batch("c")));
            tester.runBatches(1);
            other.runBatches(2);
            tester.runBatches(1);
            other.runBatches(1);
            assertThat(mine.batches()).containsExactly(List.of(1), List.of(2));
            assertThat(others.batches()).containsExactly(List.of("a"), List.of("b"), List.of("c"));
        }
    }

    @Test
    void nothingCanBeDefinedOnceTheContextIsActive() {
        Map<String, ThrowingCallable> definitions = definitions();
        tester.runBatches(1);
        refused(definitions, "ACTIVE");
    }

    @Test
    void nothingCanBeDefinedOnceTheContextIsStopped() {
        Map<String, ThrowingCallable> definitions = definitions();
        tester.runBatches(1);
        tester.close();
        refused(definitions, "STOPPED");
    }

    private static void refused(Map<String, ThrowingCallable> definitions, String state) {
        definitions.forEach((operator, definition) -> assertThatThrownBy(definition)
                .as(operator)
                .isInstanceOf(IllegalLifecycleException.class)
                .hasMessageMatching(operator.replaceAll(" .*", "") + " at LifecycleTest.java:\\d+: streams and outputs"
                        + " can be defined only before the start; the context is " + state));
    }

    /** Every way to define a stream or an output, by the name that its failure must show. */
    private Map<String, ThrowingCallable> definitions() {
        DStream<Integer> numbers = tester.input(batch(1, 2));
        PairDStream<String, Integer> pairs = tester.pairInput(batch(kv("a", 1)));
        StateSpec<String, Integer, Integer, Integer> spec = StateSpec.function((key, value, state) -> value.orElse(0));
        MapWithStateDStream<String, Integer, Integer, Integer> mapped = pairs.mapWithState(spec);
        Rdd<Integer> rdd = tester.context().parallelize(List.of(1));
        Collected<Integer> unused = tester.collect(numbers);
        assertThat(unused.all()).isEmpty();
        Map<String, ThrowingCallable> all = new LinkedHashMap<>();
        all.put("stream", () -> tester.context().stream(Sources.batches(List.of(List.of(1)))));
        all.put("queueStream", () -> tester.context().queueStream(new ArrayDeque<List<Integer>>()));
        all.put("constantStream", () -> tester.context().constantStream(rdd));
        all.put("quarantined", () -> tester.context().quarantined());
        all.put("union", () -> tester.context().union(List.of(numbers)));
        all.put("union of two", () -> numbers.union(numbers));
        all.put("transform", () -> tester.context().transform(List.of(numbers), rdds -> rdd));
        all.put("transformToPair", () -> tester.context().transformToPair(List.of(numbers), rdds -> rdd.keyBy(n -> n)));
        all.put("transform of one", () -> numbers.transform(each -> each));
        all.put("transformToPair of one", () -> numbers.transformToPair(each -> each.keyBy(n -> n)));
        all.put("transformWith", () -> numbers.transformWith(numbers, (a, b) -> a));
        all.put("transformWithToPair", () -> numbers.transformWithToPair(numbers, (a, b) -> a.keyBy(n -> n)));
        all.put("map", () -> numbers.map(n -> n));
        all.put("flatMap", () -> numbers.flatMap(n -> List.of(n)));
        all.put("filter", () -> numbers.filter(n -> true));
        all.put("mapToPair", () -> numbers.mapToPair(n -> kv(n, n)));
        all.put("flatMapToPair", () -> numbers.flatMapToPair(n -> List.of(kv(n, n))));
        all.put("keyBy", () -> numbers.keyBy(n -> n));
        all.put("mapPartitions", () -> numbers.mapPartitions(records -> records));
        all.put("mapPartitionsToPair", () -> pairs.mapPartitionsToPair(records -> records));
        all.put("glom", () -> numbers.glom());
        all.put("repartition", () -> numbers.repartition(2));
        all.put("count", () -> numbers.count());
        all.put("countByValue", () -> numbers.countByValue());
        all.put("reduce", () -> numbers.reduce(Integer::sum));
        all.put("aggregate", () -> numbers.aggregate(Aggregates.count()));
        all.put("aggregate over a window", () -> numbers.aggregate(Window.tumblingCount(2), Aggregates.count()));
        all.put("window", () -> numbers.window(TWO));
        all.put("reduceByWindow", () -> numbers.reduceByWindow(Integer::sum, TWO, TWO));
        all.put("countByWindow", () -> numbers.countByWindow(TWO, TWO));
        all.put("countByValueAndWindow", () -> numbers.countByValueAndWindow(TWO, TWO));
        all.put("mapValues", () -> pairs.mapValues(n -> n));
        all.put("flatMapValues", () -> pairs.flatMapValues(n -> List.of(n)));
        all.put("keys", () -> pairs.keys());
        all.put("values", () -> pairs.values());
        all.put("groupByKey", () -> pairs.groupByKey());
        all.put("reduceByKey", () -> pairs.reduceByKey(Integer::sum));
        all.put("combineByKey", () -> pairs.combineByKey(n -> n, Integer::sum, Integer::sum));
        all.put("aggregateByKey", () -> pairs.aggregateByKey(Aggregates.count()));
        all.put("join", () -> pairs.join(pairs));
        all.put("leftOuterJoin", () -> pairs.leftOuterJoin(pairs));
        all.put("rightOuterJoin", () -> pairs.rightOuterJoin(pairs));
        all.put("fullOuterJoin", () -> pairs.fullOuterJoin(pairs));
        all.put("cogroup", () -> pairs.cogroup(pairs));
        all.put("cogroup of three", () -> pairs.cogroup(pairs, pairs));
        all.put("groupByKeyAndWindow", () -> pairs.groupByKeyAndWindow(TWO));
        all.put("reduceByKeyAndWindow", () -> pairs.reduceByKeyAndWindow(Integer::sum, TWO));
        all.put("updateStateByKey", () -> pairs.<Integer>updateStateByKey((values, state) -> Optional.empty()));
        all.put("mapWithState", () -> pairs.mapWithState(spec));
        all.put("stateSnapshots", () -> mapped.stateSnapshots());
        all.put("foreachRdd", () -> numbers.foreachRdd(each -> {}));
        all.put("foreachRdd with the batch", () -> numbers.foreachRdd((each, batch) -> {}));
        all.put("print", () -> numbers.print());
        all.put("mapWithState id", () -> mapped.id("late"));
        all.put("mapWithState persist", () -> mapped.persist(StorageLevel.MEMORY_ONLY));
        all.put("mapWithState cache", () -> mapped.cache());
        return all;
    }
}
