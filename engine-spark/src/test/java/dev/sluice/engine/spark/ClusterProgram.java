package dev.sluice.engine.spark;

import dev.sluice.sparkcluster.LoopbackCluster;
import dev.sluice.sparkcluster.SparkProcesses;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** Starts a cluster, says which processes it is made of, and stays. */
final class ClusterProgram {
    private ClusterProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (LoopbackCluster cluster = LoopbackCluster.start(
                new SparkProcesses(System.getProperty("java.class.path"), Path.of(arguments[0])))) {
            System.out.println(cluster.master() + " "
                    + ProcessHandle.current()
                            .descendants()
                            .map(process -> Long.toString(process.pid()))
                            .collect(Collectors.joining(" ")));
            new CountDownLatch(1).await();
        }
    }
}
