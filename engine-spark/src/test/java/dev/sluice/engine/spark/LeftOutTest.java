package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.KeyValue;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.error.OperatorException;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Split;
import dev.sluice.rdd.Rdd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records that functions throw on are left out where they are, and reported to the driver. */
class LeftOutTest extends EngineTest {
    private final List<String> leftOut = new ArrayList<>();
    private final JobGroup lenient = engine.open(new GroupOptions("lenient", (origin, record, cause) -> {
        if (cause instanceof NumberFormatException) {
            throw FaultHandler.failure(origin, record, cause);
        }
        leftOut.add(origin.operator() + " " + record + " " + cause.getMessage());
    }));

    @AfterEach
    void closeTheGroup() {
        lenient.close();
    }

    private Rdd<Integer> numbers() {
        return of(in(lenient), List.of(Split.of(List.of(0, 2)), Split.of(List.of(1, 0, 0))));
    }

    @Test
    void theyAreReportedInTheOrderOfThePartitions() {
        assertThat(numbers().map(n -> 2 / n).filter(n -> 1 / (n - 1) > 0).collect())
                .containsExactly(2);
        assertThat(leftOut)
                .containsExactly("map 0 / by zero", "filter 1 / by zero", "map 0 / by zero", "map 0 / by zero");
    }

    @Test
    void whatIsLeftOutBeforeAnExchangeIsReportedOnceHoweverOftenItIsRead() {
        Rdd<KeyValue<Integer, Integer>> sums =
                numbers().map(n -> 2 / n).keyBy(n -> 0).reduceByKey(Integer::sum, 2);
        assertThat(sums.collect()).containsExactly(KeyValue.of(0, 3));
        assertThat(sums.count()).isEqualTo(1);
        assertThat(leftOut).hasSize(3);
    }

    @Test
    void aHandlerThatRefusesFailsTheJob() {
        assertThatThrownBy(() -> numbers().map(n -> Integer.parseInt("n" + n)).collect())
                .isInstanceOf(OperatorException.class)
                .hasMessageMatching("map at LeftOutTest\\.java:\\d+ failed on record 0: .*NumberFormatException.*");
    }

    @Test
    void aRecordThatCannotTravelIsToldInWords() {
        Rdd<Integer> lengths = numbers()
                .filter(n -> n == 1)
                .map(n -> new Thread("t" + n))
                .map(thread -> 1 / (thread.getPriority() - 5));
        assertThat(lengths.collect()).isEmpty();
        assertThat(leftOut).singleElement().asString().startsWith("map Thread[").endsWith("/ by zero");
    }
}
