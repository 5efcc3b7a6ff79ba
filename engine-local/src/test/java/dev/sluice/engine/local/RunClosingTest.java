package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.EngineSettings;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.engine.Task;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a task holds while it takes records in is let go of, however it ends. */
class RunClosingTest {
    private final LocalEngine engine =
            (LocalEngine) new LocalEngineProvider().start(new EngineSettings("closing", "local[2]", false, Map.of()));
    private final JobGroup group = engine.open(new GroupOptions("closing", FaultHandler.FAIL));
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    @AfterEach
    void close() {
        group.close();
        engine.close();
    }

    private Task.Push<Integer, Integer> dividing(int dividend) {
        return task -> {
            opened.incrementAndGet();
            return new Task.Run<>() {
                private int last;

                @Override
                public void emit(Integer record) {
                    last = dividend / record;
                }

                @Override
                public Integer result() {
                    return 100 / last;
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        };
    }

    private static PlanNode<Integer> numbers(Integer... numbers) {
        return Plans.ofList(List.of(numbers), numbers.length, Jobs.origin("source"));
    }

    private void run(PlanNode<Integer> node, int dividend) {
        assertThat(group.run(node, Jobs.all(node), dividing(dividend))).hasSize(node.partitions());
    }

    @Test
    void afterTheResult() {
        run(numbers(1, 2, 3), 10);
        assertThat(closed).hasValue(3);
    }

    @Test
    void afterAFailureOfTheTask() {
        assertThatThrownBy(() -> run(numbers(0), 10)).hasMessageContaining("/ by zero");
        assertThat(closed).hasValue(1);
    }

    @Test
    void afterAFailureOfTheResult() {
        assertThatThrownBy(() -> run(numbers(7), 0)).hasMessageContaining("/ by zero");
        assertThat(closed).hasValue(1);
    }

    @Test
    void afterAFailureOfAStepBefore() {
        PlanNode<Integer> failing = Plans.map(numbers(1, 0, 1, 1), n -> 1 / n, Jobs.origin("map"));
        assertThatThrownBy(() -> run(failing, 10)).hasMessageContaining("/ by zero");
        assertThat(closed.get()).isPositive().isEqualTo(opened.get());
    }
}
