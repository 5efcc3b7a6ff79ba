package dev.sluice.conformance.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.InvalidKeyException;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.OperatorException;
import dev.sluice.function.Function;
import dev.sluice.rdd.PairRdd;
import dev.sluice.rdd.Rdd;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What failures say. */
class RddErrorsTest extends EngineUnderTest {
    /** Something to try on records 1, 2, 0. */
    private interface Attempt {
        void on(Rdd<Integer> rdd) throws Exception;
    }

    private static Arguments attempt(String operator, Attempt attempt) {
        return Arguments.of(operator, attempt);
    }

    private static String at(String operator) {
        return operator + " at RddErrorsTest\\.java:\\d+";
    }

    private Rdd<Integer> numbers() {
        return partitions(List.of(1), List.of(2, 0));
    }

    static Stream<Arguments> throwing() {
        return Stream.of(
                attempt("map", rdd -> rdd.map(n -> 1 / n).count()),
                attempt("filter", rdd -> rdd.filter(n -> 1 / n > 0).collect()),
                attempt("flatMap", rdd -> rdd.flatMap(n -> List.of(1 / n)).take(9)),
                attempt("mapToPair", rdd -> rdd.mapToPair(n -> kv(1 / n, n)).count()),
                attempt(
                        "flatMapToPair",
                        rdd -> rdd.flatMapToPair(n -> List.of(kv(1 / n, n))).count()),
                attempt("keyBy", rdd -> rdd.keyBy(n -> 1 / n).count()),
                attempt("groupBy", rdd -> rdd.groupBy(n -> 1 / n).count()),
                attempt("sortBy", rdd -> rdd.sortBy(n -> 1 / n).count()),
                attempt("foreach", rdd -> rdd.foreach(n -> fail(1 / n))),
                attempt(
                        "mapValues",
                        rdd -> rdd.keyBy(n -> 1).mapValues(n -> 1 / n).count()),
                attempt(
                        "flatMapValues",
                        rdd -> rdd.keyBy(n -> 1)
                                .flatMapValues(n -> List.of(1 / n))
                                .count()));
    }

    private static void fail(int unused) {
        assertThat(unused).isNotNegative();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("throwing")
    void aFunctionThatThrowsNamesOperatorLineAndRecord(String operator, Attempt attempt) {
        assertThatThrownBy(() -> attempt.on(numbers()))
                .isInstanceOf(OperatorException.class)
                .hasRootCauseInstanceOf(ArithmeticException.class)
                .hasMessageMatching(at(operator) + " failed on record (0|\\(1, 0\\)):"
                        + " java\\.lang\\.ArithmeticException: / by zero");
    }

    static Stream<Arguments> throwingOnNoRecord() {
        return Stream.of(
                attempt(
                        "mapPartitions",
                        rdd -> rdd.mapPartitions(records ->
                                        List.of(1 / (records.next() - 1)).iterator())
                                .count()),
                attempt(
                        "mapPartitionsWithIndex",
                        rdd -> rdd.mapPartitionsWithIndex(
                                        (index, records) -> List.of(1 / index).iterator())
                                .count()),
                attempt("foreachPartition", rdd -> rdd.foreachPartition(records -> fail(1 / (records.next() - 1)))),
                attempt("aggregate", rdd -> rdd.aggregate(() -> 1 / zero(), Integer::sum, Integer::sum)));
    }

    private static int zero() {
        return 0;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("throwingOnNoRecord")
    void aFunctionOverAPartitionThatThrowsNamesOperatorAndLine(String operator, Attempt attempt) {
        assertThatThrownBy(() -> attempt.on(numbers()))
                .isInstanceOf(OperatorException.class)
                .hasMessageMatching(at(operator) + " failed: java\\.lang\\.ArithmeticException: / by zero");
    }

    static Stream<Arguments> combining() {
        return Stream.of(
                attempt("reduce", rdd -> rdd.reduce((a, b) -> a / zero())),
                attempt("fold", rdd -> rdd.fold(1, (a, b) -> a / zero())),
                attempt("aggregate", rdd -> rdd.aggregate(() -> 0, (a, b) -> a / zero(), Integer::sum)),
                attempt("aggregate", rdd -> rdd.aggregate(() -> 0, Integer::sum, (a, b) -> a / zero())),
                attempt("min", rdd -> rdd.min((a, b) -> a / zero())),
                attempt("max", rdd -> rdd.max((a, b) -> a / zero())),
                attempt("top", rdd -> rdd.top(1, (a, b) -> a / zero())),
                attempt("takeOrdered", rdd -> rdd.takeOrdered(1, (a, b) -> a / zero())),
                attempt(
                        "reduceByKey",
                        rdd -> rdd.keyBy(n -> 1)
                                .reduceByKey((a, b) -> a / zero())
                                .count()),
                attempt(
                        "foldByKey",
                        rdd -> rdd.keyBy(n -> 1)
                                .foldByKey(0, (a, b) -> a / zero())
                                .count()),
                attempt(
                        "combineByKey",
                        rdd -> rdd.keyBy(n -> 1)
                                .combineByKey(n -> n / zero(), Integer::sum, Integer::sum)
                                .count()),
                attempt(
                        "aggregateByKey",
                        rdd -> rdd.keyBy(n -> 1)
                                .aggregateByKey(() -> 0, Integer::sum, (a, b) -> a / zero())
                                .count()),
                attempt(
                        "sortByKey",
                        rdd -> rdd.keyBy(n -> n).sortByKey((a, b) -> a / zero()).count()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("combining")
    void aFunctionThatCombinesAndThrowsNamesOperatorAndLine(String operator, Attempt attempt) {
        assertThatThrownBy(() -> attempt.on(numbers()))
                .isInstanceOf(OperatorException.class)
                .hasMessageMatching(at(operator) + " failed.*: java\\.lang\\.ArithmeticException: / by zero");
    }

    @Test
    void theLineNamedIsTheOneThatGaveTheFunction() {
        int line = new Throwable().getStackTrace()[0].getLineNumber();
        Rdd<Integer> failing = numbers().map(n -> 1 / n);
        assertThatThrownBy(failing::count).hasMessageContaining("map at RddErrorsTest.java:" + (line + 1) + " failed");
    }

    static Stream<Arguments> keyed() {
        return Stream.of(
                attempt(
                        "reduceByKey",
                        rdd -> rdd.keyBy(NULL).reduceByKey(Integer::sum).count()),
                attempt("groupByKey", rdd -> rdd.keyBy(NULL).groupByKey().count()),
                attempt("countByKey", rdd -> rdd.keyBy(NULL).countByKey()),
                attempt("join", rdd -> rdd.keyBy(NULL).join(rdd.keyBy(NULL)).count()),
                attempt(
                        "cogroup",
                        rdd -> rdd.keyBy(NULL).cogroup(rdd.keyBy(NULL)).count()),
                attempt(
                        "subtractByKey",
                        rdd -> rdd.keyBy(NULL).subtractByKey(rdd.keyBy(NULL)).count()),
                attempt("distinct", rdd -> rdd.map(NULL).distinct().count()),
                attempt(
                        "intersection",
                        rdd -> rdd.map(NULL).intersection(rdd.map(NULL)).count()),
                attempt("subtract", rdd -> rdd.map(NULL).subtract(rdd.map(NULL)).count()),
                attempt("countByValue", rdd -> rdd.map(NULL).countByValue()),
                attempt("lookup", rdd -> rdd.keyBy(n -> n).lookup(null)));
    }

    private static final Function<Integer, Integer> NULL = n -> null;

    @ParameterizedTest(name = "{0}")
    @MethodSource("keyed")
    void aNullKeyNamesTheOperatorThatPlacesIt(String operator, Attempt attempt) {
        assertThatThrownBy(() -> attempt.on(numbers()))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageMatching(at(operator) + ": a key cannot be null: .*");
    }

    @Test
    void anArrayAsKeyIsRefused() {
        PairRdd<byte[], Integer> pairs = numbers().keyBy(n -> new byte[] {1});
        assertThatThrownBy(() -> pairs.reduceByKey(Integer::sum).count())
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageMatching(at("reduceByKey") + ": .*byte\\[\\].*");
    }

    static Stream<Arguments> nulls() {
        return Stream.of(
                attempt("map", rdd -> rdd.map(null)),
                attempt("filter", rdd -> rdd.filter(null)),
                attempt("union", rdd -> rdd.union((Rdd<Integer>) null)),
                attempt("union", rdd -> Rdd.union(Arrays.asList(null, rdd))),
                attempt("sortBy", rdd -> rdd.sortBy((Function<Integer, Integer>) null)),
                attempt("reduce", rdd -> rdd.reduce(null)),
                attempt("foreach", rdd -> rdd.foreach(null)),
                attempt("persist", rdd -> rdd.persist(null)),
                attempt("min", rdd -> rdd.min(null)),
                attempt("mapValues", rdd -> rdd.keyBy(n -> n).mapValues(null)),
                attempt("reduceByKey", rdd -> rdd.keyBy(n -> n).reduceByKey(null)),
                attempt("sortByKey", rdd -> rdd.keyBy(n -> n).sortByKey(null)),
                attempt("join", rdd -> rdd.keyBy(n -> n).join(null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nulls")
    void whatIsMissingIsSaidAtOnce(String operator, Attempt attempt) {
        assertThatThrownBy(() -> attempt.on(numbers()))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageMatching(at(operator) + ": argument 1 was null, but every argument must be given");
    }

    static Stream<Arguments> noPartitions() {
        return Stream.of(
                attempt("repartition", rdd -> rdd.repartition(0)),
                attempt("coalesce", rdd -> rdd.coalesce(0)),
                attempt("distinct", rdd -> rdd.distinct(0)),
                attempt("groupBy", rdd -> rdd.groupBy(n -> n, 0)),
                attempt("sortBy", rdd -> rdd.sortBy(n -> n, true, 0)),
                attempt("reduceByKey", rdd -> rdd.keyBy(n -> n).reduceByKey(Integer::sum, 0)),
                attempt("leftOuterJoin", rdd -> rdd.keyBy(n -> n).leftOuterJoin(rdd.keyBy(n -> n), 0)),
                attempt("sortByKey", rdd -> rdd.keyBy(n -> n).sortByKey(false, 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noPartitions")
    void aNumberOfPartitionsIsAtLeastOne(String operator, Attempt attempt) {
        assertThatThrownBy(() -> attempt.on(numbers()))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageMatching(at(operator) + ": the number of partitions must be at least 1, but was 0");
    }

    static Stream<Arguments> ofNothing() {
        return Stream.of(
                attempt("first", Rdd::first),
                attempt("reduce", rdd -> rdd.reduce(Integer::sum)),
                attempt("min", rdd -> rdd.min(Integer::compare)),
                attempt("max", rdd -> rdd.max(Integer::compare)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofNothing")
    void nothingHasNoFirstAndReducesToNothing(String operator, Attempt attempt) {
        assertThatThrownBy(() -> attempt.on(partitions(List.of(), List.of())))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageMatching(at(operator) + " found no record: the data is empty;"
                        + " ask isEmpty\\(\\) first, or use take\\(1\\), fold or aggregate");
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertRefused(() -> numbers().take(-1), at("take") + ": the number of records must be at least 0, but was -1");
        assertRefused(() -> numbers().top(-2), at("top") + ": the number of records must be at least 0, but was -2");
        assertRefused(
                () -> numbers().sample(1.5, 1), at("sample") + ": the fraction must be from 0 to 1, but was 1\\.5");
        assertRefused(
                () -> numbers().sample(Double.NaN, 1),
                at("sample") + ": the fraction must be from 0 to 1, but was NaN");
        assertRefused(
                () -> Rdd.union(List.<Rdd<Integer>>of()),
                at("union") + ": a union needs at least one part, but the list was empty");
    }

    private static void assertRefused(ThrowingCallable call, String pattern) {
        assertThatThrownBy(call).isInstanceOf(InvalidProgramException.class).hasMessageMatching(pattern);
    }

    @Test
    void whatHasNoOrderAsksForAComparator() {
        Rdd<Object> objects = partitions(List.<Object>of(List.of(1), List.of(2)));
        assertThatThrownBy(() -> objects.top(1))
                .isInstanceOf(OperatorException.class)
                .hasMessageMatching(at("top") + " failed on record .*: java\\.lang\\.IllegalArgumentException:"
                        + " java\\.util\\..*List.* does not implement Comparable; give a comparator");
        assertThatThrownBy(() -> objects.keyBy(o -> o).sortByKey().collect())
                .hasMessageMatching(at("sortByKey") + " failed.* does not implement Comparable; give a comparator");
        assertThatThrownBy(() -> numbers().sortBy(NULL).collect())
                .hasMessageMatching(at("sortBy") + " failed.* null has no order; filter it out, or give a comparator");
    }
}
