package dev.sluice.engine.spark;

import dev.sluice.sparkcluster.LoopbackCluster;
import dev.sluice.sparkcluster.SparkProcesses;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Starts one SparkContext for all tests of a JVM; engines find it active and leave it so. It runs in this JVM, or, where
 * the system property {@value #CLUSTER} is true, on a cluster of processes that is started with it.
 */
public final class OneSparkContext implements LauncherSessionListener {
    /** The system property that asks for a cluster. */
    static final String CLUSTER = "sluice.test.cluster";

    private @Nullable LoopbackCluster cluster;
    private @Nullable SparkContext context;

    /** Called by {@link java.util.ServiceLoader}. */
    public OneSparkContext() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        SparkConf conf = new SparkConf()
                .setAppName("tests")
                .set("spark.ui.enabled", "false")
                .set("spark.scheduler.mode", "FAIR");
        context = new SparkContext(Boolean.getBoolean(CLUSTER) ? onCluster(conf) : conf.setMaster("local[2]"));
    }

    /** A cluster of processes made of the class path of the tests. */
    static LoopbackCluster cluster() {
        return LoopbackCluster.start(new SparkProcesses(
                System.getProperty("java.class.path"),
                Path.of("target", "cluster").toAbsolutePath()));
    }

    private SparkConf onCluster(SparkConf conf) {
        LoopbackCluster started = cluster();
        cluster = started;
        return conf.setMaster(started.master())
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.executor.memory", "512m")
                .set(
                        "spark.sluice.workspace",
                        Path.of("target", "cluster", "states").toAbsolutePath().toString())
                .set("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        SparkContext started = context;
        if (started != null) {
            started.stop();
        }
        LoopbackCluster processes = cluster;
        if (processes != null) {
            processes.close();
        }
    }
}
