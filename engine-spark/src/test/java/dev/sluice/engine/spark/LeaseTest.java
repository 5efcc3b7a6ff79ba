package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.Engine;
import dev.sluice.engine.GroupOptions;
import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.plan.FaultHandler;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Test;

/** A SparkContext of the user's is used, and left as it is. */
class LeaseTest {
    private static final GroupOptions OPTIONS = new GroupOptions("late", FaultHandler.FAIL);

    @Test
    void anActiveContextIsUsedAndNotStopped() {
        SparkContext active = SparkContext.getOrCreate();
        Engine first = EngineTest.engine(false);
        Engine second = EngineTest.engine(false);
        assertThat(((EngineOnSpark) first).context()).isSameAs(active);
        assertThat(((EngineOnSpark) second).context()).isSameAs(active);
        first.close();
        first.close();
        second.close();
        assertThat(active.isStopped()).isFalse();
        assertThat(SparkContext.getOrCreate()).isSameAs(active);
    }

    @Test
    void aClosedEngineOpensNoGroups() {
        Engine engine = EngineTest.engine(false);
        engine.close();
        assertThatThrownBy(() -> engine.open(OPTIONS))
                .isInstanceOf(IllegalLifecycleException.class)
                .hasMessage("the engine is closed: late cannot be opened");
    }

    @Test
    void theParallelismIsThatOfTheContext() {
        try (Engine engine = EngineTest.engine(false)) {
            assertThat(engine.defaultParallelism())
                    .isEqualTo(SparkContext.getOrCreate().defaultParallelism());
        }
    }
}
