package dev.sluice.engine.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Starts one SparkContext for all tests of a JVM; engines find it active and leave it so. */
public final class OneSparkContext implements LauncherSessionListener {
    private @Nullable SparkContext context;

    /** Called by {@link java.util.ServiceLoader}. */
    public OneSparkContext() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        context = new SparkContext(new SparkConf()
                .setAppName("tests")
                .setMaster("local[2]")
                .set("spark.ui.enabled", "false")
                .set("spark.scheduler.mode", "FAIR"));
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        SparkContext started = context;
        if (started != null) {
            started.stop();
        }
    }
}
