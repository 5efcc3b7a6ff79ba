package dev.sluice.conformance.run;

import static dev.sluice.testkit.StreamCheck.batch;
import static dev.sluice.testkit.StreamCheck.kv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.AnyStream;
import dev.sluice.Builder;
import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.data.Partitioner;
import dev.sluice.error.InvalidKeyException;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.OperatorException;
import dev.sluice.error.StateException;
import dev.sluice.state.StateSpec;
import dev.sluice.testkit.StreamCheck;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ProgramErrorsTest {
    private static final Partitioner ONE = new HashPartitioner(1);

    // ---- settings

    private static void refusedSetting(UnaryOperator<Builder> settings, String rules) {
        assertThatThrownBy(
                        () -> settings.apply(StreamingContext.builder("words").batchInterval(Duration.ofMillis(100)))
                                .build())
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("\"words\" cannot be built: " + rules);
    }

    @Test
    void aBatchIntervalIsNeeded() {
        refusedSetting(
                builder -> builder.batchInterval((Duration) null),
                "the batch interval must be given; try Duration.ofMillis(100)");
    }

    @Test
    void aBatchIntervalIsPositiveAndOfWholeMilliseconds() {
        refusedSetting(
                builder -> builder.batchInterval(Duration.ZERO),
                "the batch interval must be positive, but was PT0S; try Duration.ofMillis(100)");
        refusedSetting(
                builder -> builder.batchInterval(Duration.ofSeconds(-1)),
                "the batch interval must be positive, but was PT-1S; try Duration.ofMillis(100)");
        refusedSetting(
                builder -> builder.batchInterval(Duration.ofNanos(1_500_000)),
                "the batch interval must be whole milliseconds, or ten microseconds or more that go into a"
                        + " millisecond, but was PT0.0015S; try Duration.ofMillis(100)");
    }

    @Test
    void limitsArePositive() {
        refusedSetting(builder -> builder.maxRate(0), "the maximum rate must be at least 1 record a second, but was 0");
        refusedSetting(
                builder -> builder.bufferedRecordsMax(0), "the buffer must hold at least 1 record, but was given 0");
        refusedSetting(
                builder -> builder.receiverRestartDelay(Duration.ZERO, Duration.ofSeconds(1)),
                "the receiver's first restart delay must be positive, but was PT0S");
        refusedSetting(
                builder -> builder.receiverRestartDelay(Duration.ofSeconds(2), Duration.ofSeconds(1)),
                "the receiver's longest restart delay must not be below the first, but was PT1S after PT2S");
        refusedSetting(
                builder -> builder.remember(Duration.ofSeconds(-1)),
                "the time to remember must not be negative, but was PT-1S");
        refusedSetting(
                builder -> builder.stopTimeout(Duration.ofSeconds(-1)),
                "the stop timeout must not be negative, but was PT-1S");
        refusedSetting(
                builder -> builder.latencyTarget(Duration.ZERO), "the latency target must be positive, but was PT0S");
    }

    @Test
    void allBrokenSettingsAreToldAtOnce() {
        assertThatThrownBy(() -> StreamingContext.builder(" ").maxRate(-1).build())
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("\" \" cannot be built: the name must not be blank; the batch interval must be given; try"
                        + " Duration.ofMillis(100); the maximum rate must be at least 1 record a second, but was -1");
    }

    @Test
    void aMasterThatNoEngineUnderstandsIsRefused() {
        assertThatThrownBy(() -> StreamingContext.builder("words")
                        .batchInterval(Duration.ofMillis(100))
                        .master("moon")
                        .build())
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("no engine on the class path understands the master \"moon\"; local[*] needs the artifact"
                        + " dev.sluice:sluice");
    }

    @Test
    void aMasterWithoutWorkersIsRefused() {
        assertThatThrownBy(() -> StreamingContext.builder("words")
                        .batchInterval(Duration.ofMillis(100))
                        .master("local[0]")
                        .build())
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("local[0]");
    }

    // ---- streams of another context

    @Test
    void streamsOfAnotherContextAreRefused() {
        try (StreamTester one = StreamTester.create();
                StreamTester two = StreamTester.create()) {
            DStream<Integer> mine = one.input(batch(1));
            DStream<Integer> others = two.input(batch(1));
            PairDStream<Integer, Integer> pairs = mine.keyBy(n -> n);
            PairDStream<Integer, Integer> otherPairs = others.keyBy(n -> n);
            refusedAsForeign("union", () -> mine.union(others));
            refusedAsForeign("union", () -> one.context().union(List.of(mine, others)));
            refusedAsForeign("transform", () -> one.context().transform(List.of(mine, others), rdds -> null));
            refusedAsForeign("transformToPair", () -> one.context().transformToPair(List.of(others), rdds -> null));
            refusedAsForeign("transformWith", () -> mine.transformWith(others, (a, b) -> a));
            refusedAsForeign("transformWithToPair", () -> mine.transformWithToPair(otherPairs, (a, b) -> b));
            refusedAsForeign("join", () -> pairs.join(otherPairs));
            refusedAsForeign("leftOuterJoin", () -> pairs.leftOuterJoin(otherPairs));
            refusedAsForeign("rightOuterJoin", () -> pairs.rightOuterJoin(otherPairs));
            refusedAsForeign("fullOuterJoin", () -> pairs.fullOuterJoin(otherPairs));
            refusedAsForeign("cogroup", () -> pairs.cogroup(otherPairs));
            refusedAsForeign("cogroup", () -> pairs.cogroup(pairs, otherPairs));
        }
    }

    private static void refusedAsForeign(String operator, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageMatching(
                        operator + " at ProgramErrorsTest.java:\\d+: all streams must belong to the same context");
    }

    // ---- ids

    @Test
    void anIdIsNotBlankAndGivenOnce() {
        try (StreamTester tester = StreamTester.create()) {
            DStream<Integer> numbers = tester.input(batch(1)).map(n -> n);
            assertThatThrownBy(() -> numbers.id(" "))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageMatching("map at ProgramErrorsTest.java:\\d+: an id must be given once and not be blank,"
                            + " but was \" \"");
            numbers.id("numbers").id("numbers");
            assertThatThrownBy(() -> numbers.id("others"))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageMatching("map at ProgramErrorsTest.java:\\d+: an id must be given once and not be blank,"
                            + " but was \"others\" after \"numbers\"");
        }
    }

    @Test
    void idsOfStatesMustDiffer() {
        try (StreamTester tester = StreamTester.create()) {
            PairDStream<String, Integer> pairs = tester.pairInput(batch(kv("a", 1)));
            for (int i = 0; i < 2; i++) {
                pairs.updateStateByKey(ProgramErrorsTest::keep).id("counts").foreachRdd(rdd -> {});
            }
            assertThatThrownBy(() -> tester.context().start())
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageMatching("the id \"counts\" is given to \\[counts = updateStateByKey at"
                            + " ProgramErrorsTest.java:\\d+, counts = updateStateByKey at ProgramErrorsTest.java:\\d+];"
                            + " ids of stateful operators must differ");
        }
    }

    private static Optional<Integer> keep(List<Integer> values, Optional<Integer> state) {
        return state.or(() -> Optional.of(1));
    }

    // ---- keys

    /** Keys that have no stable place. */
    private enum BadKey {
        NULL("a key cannot be null"),
        ARRAY("int[]"),
        IDENTITY("java.lang.Object");

        private final String named;

        BadKey(String named) {
            this.named = named;
        }

        Object key() {
            return switch (this) {
                case NULL -> null;
                case ARRAY -> new int[] {1};
                case IDENTITY -> new Object();
            };
        }
    }

    @Test
    void keysThatCannotBePlacedFailTheBatchAtTheirOperator() {
        keysRefused("groupByKey", PairDStream::groupByKey);
        keysRefused("reduceByKey", pairs -> pairs.reduceByKey((a, b) -> a));
        keysRefused("combineByKey", pairs -> pairs.combineByKey(n -> n, (c, n) -> c, (c, d) -> c));
        keysRefused("aggregateByKey", pairs -> pairs.aggregateByKey(0, (sum, n) -> sum, (a, b) -> a));
        keysRefused("join", pairs -> pairs.join(pairs));
        keysRefused("cogroup", pairs -> pairs.cogroup(pairs));
        keysRefused("updateStateByKey", pairs -> pairs.updateStateByKey(ProgramErrorsTest::keep));
        keysRefused(
                "mapWithState",
                pairs -> pairs.mapWithState(StateSpec.<Object, Integer, Integer, Integer>function((k, v, s) -> 1)));
        keysRefused("reduceByKeyAndWindow", pairs -> pairs.reduceByKeyAndWindow((a, b) -> a, Duration.ofSeconds(2)));
        keysRefused("groupByKeyAndWindow", pairs -> pairs.groupByKeyAndWindow(Duration.ofSeconds(2)));
        keysRefused("countByValue", pairs -> pairs.keys().countByValue());
    }

    private static void keysRefused(
            String operator, Function<PairDStream<Object, Integer>, AnyStream<?, ?, ?>> program) {
        for (BadKey bad : BadKey.values()) {
            assertThat(failureOf(tester ->
                            program.apply(tester.input(batch(1)).mapToPair(n -> KeyValue.of(bad.key(), n)))))
                    .as("%s by %s", operator, bad)
                    .isInstanceOf(InvalidKeyException.class)
                    .hasMessageMatching(operator + " at ProgramErrorsTest.java:\\d+: .*")
                    .hasMessageContaining(bad.named);
        }
    }

    private static Throwable failureOf(Function<StreamTester, AnyStream<?, ?, ?>> program) {
        return StreamCheck.check(tester -> program.apply(tester).map(Object::toString))
                .failureWithin(1);
    }

    // ---- functions that cannot travel

    @Test
    void inStrictModeAFunctionMustBeSerializable() {
        Object lock = new Object();
        Throwable failure = failureOf(tester -> tester.input(batch(1)).map(n -> n + " " + lock));
        assertThat(failure)
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageMatching("the function of map at ProgramErrorsTest.java:\\d+ captures a local variable, an"
                        + " Object, which is not serializable; .*");
    }

    // ---- functions that give null

    @Test
    void functionsThatMustNotGiveNullFailTheBatchAtTheirOperator() {
        nullRefused("flatMap", tester -> tester.input(batch(1)).flatMap(n -> (List<Integer>) null));
        nullRefused(
                "mapPartitions", tester -> tester.input(batch(1)).mapPartitions(records -> (Iterator<Integer>) null));
        nullRefused(
                "updateStateByKey",
                tester -> tester.pairInput(batch(kv("a", 1))).<Integer>updateStateByKey((values, state) -> null));
        nullRefused(
                "updateStateByKey",
                tester -> tester.pairInput(batch(kv("a", 1)))
                        .<Integer>updateStateByKey(updates -> (Iterator<KeyValue<String, Integer>>) null, ONE, null));
        nullRefused(
                "mapWithState",
                tester -> tester.pairInput(batch(kv("a", 1)))
                        .mapWithState(StateSpec.<String, Integer, Integer, Integer>function(
                                (batch, key, value, state) -> null)));
    }

    private static void nullRefused(String operator, Function<StreamTester, AnyStream<?, ?, ?>> program) {
        assertThat(failureOf(program))
                .as(operator)
                .isInstanceOf(OperatorException.class)
                .hasMessageMatching(operator + " at ProgramErrorsTest.java:\\d+ failed.*")
                .hasCauseInstanceOf(NullPointerException.class);
    }

    @Test
    void aStateCannotBeNullAndAKeyOfAStateNeither() {
        assertThat(failureOf(tester -> tester.pairInput(batch(kv("a", 1)))
                        .<Integer>updateStateByKey(
                                updates -> List.of(KeyValue.<String, Integer>of(null, 1))
                                        .iterator(),
                                ONE,
                                null)))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageMatching("updateStateByKey at ProgramErrorsTest.java:\\d+: a key cannot be null.*");
        assertThat(failureOf(tester -> tester.pairInput(batch(kv("a", 1)))
                        .<Integer>updateStateByKey(
                                updates -> List.of(KeyValue.<String, Integer>of("a", null))
                                        .iterator(),
                                ONE,
                                null)))
                .isInstanceOf(StateException.class)
                .hasMessageMatching(
                        "updateStateByKey at ProgramErrorsTest.java:\\d+: the state of key a cannot be null;"
                                + " leave the key out to drop it");
    }

    @Test
    void forbiddenCallsOnAStateNameTheirOperator() {
        assertThat(failureOf(tester -> tester.pairInput(batch(kv("a", 1)))
                        .mapWithState(StateSpec.<String, Integer, Integer, Integer>function((key, value, state) -> {
                            state.remove();
                            state.remove();
                            return 1;
                        }))))
                .isInstanceOf(StateException.class)
                .hasMessageMatching(
                        "mapWithState at ProgramErrorsTest.java:\\d+: the state cannot be removed twice in the"
                                + " same call");
    }

    @Test
    void aPartitionerThatMissesItsPartitionsIsRefused() {
        assertThat(failureOf(tester -> tester.pairInput(batch(kv("a", 1))).groupByKey(new Beyond())))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageMatching("groupByKey at ProgramErrorsTest.java:\\d+: the partitioner Beyond\\[] placed a"
                        + " key in partition 7, but has partitions 0 to 1 only; correct its partition method");
    }

    private record Beyond() implements Partitioner {
        @Override
        public int partitions() {
            return 2;
        }

        @Override
        public int partition(Object key, int hash) {
            return 7;
        }
    }
}
