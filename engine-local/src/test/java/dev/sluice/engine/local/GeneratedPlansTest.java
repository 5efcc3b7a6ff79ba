package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.KeyValue;
import dev.sluice.engine.JobGroup;
import dev.sluice.plan.PlanNode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratedPlansTest {
    private static final int PLANS = 100;
    private static final int OPERATIONS = 12;

    @ParameterizedTest
    @EnumSource
    void everyGeneratedPlanGivesWhatListsGive(Mode mode) throws Exception {
        try (LocalEngine engine = mode.engine()) {
            for (long seed = 0; seed < PLANS; seed++) {
                evaluate(engine, seed);
            }
        }
    }

    private static void evaluate(LocalEngine engine, long seed) throws Exception {
        List<PlanNode<KeyValue<Integer, String>>> nodes = new RandomPlans(seed, engine).plan(OPERATIONS);
        Naive naive = new Naive();
        try (JobGroup group = Mode.group(engine)) {
            for (int i = nodes.size() - 1; i >= 0; i--) {
                PlanNode<KeyValue<Integer, String>> node = nodes.get(i);
                List<List<KeyValue<Integer, String>>> expected = naive.evaluate(node);
                assertThat(Jobs.push(group, node))
                        .as("seed %d, node %d, pushed", seed, i)
                        .isEqualTo(expected);
                assertThat(Jobs.pull(group, node))
                        .as("seed %d, node %d, pulled", seed, i)
                        .isEqualTo(expected);
            }
        }
    }
}
