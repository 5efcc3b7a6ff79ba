package dev.sluice.conformance.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.Engine;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.error.OperatorException;
import dev.sluice.rdd.Rdd;
import dev.sluice.rdd.RddContext;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A group that leaves out the records whose function threw. */
class FaultsTest extends EngineUnderTest {
    private final List<String> leftOut = new CopyOnWriteArrayList<>();
    private final JobGroup lenient = engine.open(
            new GroupOptions("lenient", (origin, record, cause) -> leftOut.add(origin.operator() + " " + record)));

    @AfterEach
    void closeTheGroup() {
        lenient.close();
    }

    private Rdd<Integer> numbers() {
        return of(RddContext.ofBatch(engine, lenient, batch()), Layout.EVEN.splits(List.of(4, 2, 0, 1)));
    }

    @Test
    void recordsOnWhichATransformationThrowsAreLeftOut() {
        assertThat(numbers().map(n -> 4 / n).collect()).containsExactly(1, 2, 4);
        assertThat(numbers().keyBy(n -> 4 / n).mapValues(n -> 4 / (n - 1)).collect())
                .containsExactly(kv(1, 1), kv(2, 4));
        assertThat(leftOut).containsExactlyInAnyOrder("map 0", "keyBy 0", "mapValues (4, 1)");
    }

    @Test
    void recordsOnWhichForeachThrowsAreLeftOut() {
        Engine.Counter sum = engine.counter("lenient foreach");
        numbers().foreach(n -> sum.add(4 / n));
        assertThat(sum.value()).isEqualTo(7);
        assertThat(leftOut).containsExactly("foreach 0");
    }

    @Test
    void aCombinationHasNoSingleRecordToLeaveOut() {
        assertThatThrownBy(() -> numbers().reduce((a, b) -> a / b)).isInstanceOf(OperatorException.class);
        assertThatThrownBy(() -> numbers()
                        .sortBy(n -> n)
                        .top(2, (a, b) -> a / Collections.<Integer>emptyList().get(b)))
                .isInstanceOf(OperatorException.class);
        assertThat(leftOut).isEmpty();
    }
}
