package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.Engine;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.error.CodecException;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.OperatorException;
import dev.sluice.plan.FaultHandler;
import dev.sluice.rdd.Rdd;
import dev.sluice.rdd.RddContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures say what the embedded engine says, and where the program is to be changed. */
class FailuresTest extends EngineTest {
    /** Has no way to another process. */
    private static final class Connection {
        private final int port = 1;
    }

    /** Serializable by Java's rules, until somebody tries. */
    private static final class BrokenConnection extends Exception {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // that it is not is the point
        private final Connection connection = new Connection();

        BrokenConnection() {
            super("gone");
        }
    }

    private record Plain(int number) {}

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFunctionThatCannotTravelNamesWhatIsInTheWay(boolean strict) {
        Connection connection = new Connection();
        try (Engine other = engine(strict);
                JobGroup jobs = other.open(new GroupOptions("jobs", FaultHandler.FAIL))) {
            Rdd<Integer> failing = of(RddContext.ofBatch(other, jobs, 1), List.of(dev.sluice.plan.Split.of(List.of(1))))
                    .map(n -> n + connection.port);
            assertThatThrownBy(failing::collect)
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageMatching("(?s)the function of map at FailuresTest\\.java:\\d+ .*Connection.*");
        }
    }

    @Test
    void aRecordThatCannotTravelNamesItsClass() {
        assertThatThrownBy(() -> rdd(List.of(1, 2))
                        .keyBy(n -> n)
                        .mapValues(n -> new Connection())
                        .groupByKey(2)
                        .count())
                .isInstanceOf(CodecException.class)
                .hasMessageMatching("(?s)a record of groupByKey at FailuresTest\\.java:\\d+ cannot be written and read:"
                        + " the class .*Connection is neither a record, an enum nor a value of the JDK.*");
    }

    @Test
    void recordsNeedNotBeSerializableForJava() {
        List<Plain> plains = List.of(new Plain(1), new Plain(2));
        assertThat(rdd(plains, List.of(new Plain(3))).repartition(2).collect())
                .containsExactlyInAnyOrder(new Plain(1), new Plain(2), new Plain(3));
        assertThat(rdd(plains).sortBy(plain -> -plain.number()).first()).isEqualTo(new Plain(2));
    }

    @Test
    void whatAFunctionThrewIsTheCauseAndItsTextIsShown() {
        assertThatThrownBy(() -> rdd(List.of(4), List.of(0)).map(n -> 8 / n).collect())
                .isInstanceOf(OperatorException.class)
                .hasMessageMatching("map at FailuresTest\\.java:\\d+ failed on record 0:"
                        + " java\\.lang\\.ArithmeticException: / by zero")
                .hasCauseInstanceOf(ArithmeticException.class);
    }

    @Test
    void anExceptionThatCannotTravelIsToldInWords() {
        assertThatThrownBy(() -> rdd(List.of(7))
                        .map(n -> {
                            throw new BrokenConnection();
                        })
                        .collect())
                .isInstanceOf(OperatorException.class)
                .hasMessageMatching("map at FailuresTest\\.java:\\d+ failed on record 7: .*BrokenConnection: gone")
                .cause()
                .hasToString(BrokenConnection.class.getName() + ": gone");
    }

    @Test
    void aStackThatOverflowsFailsItsOperatorOnly() {
        assertThatThrownBy(() -> rdd(List.of(1)).map(FailuresTest::deeper).collect())
                .isInstanceOf(OperatorException.class)
                .hasRootCauseInstanceOf(StackOverflowError.class);
        assertThat(rdd(List.of(1)).count()).isEqualTo(1);
    }

    private static int deeper(int depth) {
        return depth < 0 ? depth : deeper(depth + 1) + 1;
    }

    @Test
    void aFailureBehindAnExchangeIsStillTheOperators() {
        assertThatThrownBy(() -> rdd(List.of(1, 0))
                        .map(n -> 1 / n)
                        .cache()
                        .keyBy(n -> n)
                        .reduceByKey(Integer::sum, 2)
                        .collect())
                .isInstanceOf(OperatorException.class)
                .hasMessageStartingWith("map at FailuresTest.java:");
    }
}
