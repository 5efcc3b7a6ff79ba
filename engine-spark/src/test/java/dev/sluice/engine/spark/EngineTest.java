package dev.sluice.engine.spark;

import dev.sluice.engine.Engine;
import dev.sluice.engine.EngineSettings;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Source;
import dev.sluice.plan.Split;
import dev.sluice.rdd.Rdd;
import dev.sluice.rdd.RddContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Gives every test an engine on the SparkContext of all tests, and a group of jobs. */
abstract class EngineTest {
    private static final Origin ORIGIN = new Origin("source", "a test");

    final Engine engine = engine(false);
    final JobGroup group = open("a batch");
    final RddContext context = in(group);

    @AfterEach
    void closeTheEngine() {
        engine.close();
    }

    static Engine engine(boolean strict) {
        return new SparkEngineProvider().start(new EngineSettings("tests", "spark:local[2]", strict, Map.of()));
    }

    final JobGroup open(String name) {
        return engine.open(new GroupOptions(name, FaultHandler.FAIL));
    }

    final RddContext in(JobGroup jobs) {
        return RddContext.ofBatch(engine, jobs, 1);
    }

    /** Records in the partitions given. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    final <T> Rdd<T> rdd(List<T>... parts) {
        return of(context, Arrays.stream(parts).map(Split::of).toList());
    }

    static <T> Rdd<T> of(RddContext context, List<Split<T>> splits) {
        return Rdd.of(context, new Source<>(splits, ORIGIN));
    }
}
