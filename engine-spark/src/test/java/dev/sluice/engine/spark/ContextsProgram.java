package dev.sluice.engine.spark;

import dev.sluice.engine.Engine;
import dev.sluice.engine.EngineSettings;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Split;
import dev.sluice.rdd.Rdd;
import dev.sluice.rdd.RddContext;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** Starts and stops contexts, which the JVM of the tests cannot, and says what comes of it. For {@link ContextsTest}. */
public final class ContextsProgram {
    private ContextsProgram() {}

    /** Takes no notice of its argument. */
    public static void main(String[] arguments) {
        refused(() -> engine("spark:nowhere", Map.of()));
        JavaRDD<Integer> old = ofAStoppedContext();
        Engine first = engine("spark:local[1]", Map.of("spark.sluice.shown", "yes", "other", "no"));
        SparkContext made = ((EngineOnSpark) first).context();
        say("options " + made.conf().get("spark.sluice.shown") + " "
                + made.conf().contains("other"));
        Engine second = engine("spark:local[1]", Map.of());
        say("shared " + (((EngineOnSpark) second).context() == made));
        try (JobGroup jobs = second.open(new GroupOptions("a batch", FaultHandler.FAIL))) {
            Rdd<Integer> batch = EngineTest.of(RddContext.ofBatch(second, jobs, 1), List.of(Split.of(List.of(1))));
            refused(() -> SparkEngine.wrap(batch, old));
        }
        first.close();
        say("stopped with the first " + made.isStopped());
        second.close();
        say("stopped with the last " + made.isStopped());
        System.exit(0);
    }

    private static Engine engine(String master, Map<String, String> options) {
        return new SparkEngineProvider().start(new EngineSettings("contexts", master, false, options));
    }

    private static JavaRDD<Integer> ofAStoppedContext() {
        SparkConf conf =
                new SparkConf().setAppName("former").setMaster("local[1]").set("spark.ui.enabled", "false");
        try (JavaSparkContext former = new JavaSparkContext(conf)) {
            return former.parallelize(List.of(1), 1);
        }
    }

    private static void refused(Runnable call) {
        try {
            call.run();
        } catch (InvalidProgramException refused) {
            say(refused.getMessage());
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
