package dev.sluice.benchmarks;

import dev.sluice.benchmarks.contender.SluiceBatches;
import dev.sluice.peers.batch.BatchOutcome;
import dev.sluice.peers.batch.BatchSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Whose batches on Spark are timed. */
enum SparkContender {
    SLUICE(PeerContender.SLUICE_ON_SPARK, SluiceBatches.class.getName(), "spark:local[2]"),
    SPARK_STREAMING(PeerContender.SPARK, "dev.sluice.peers.spark.SparkBatches", "local[2]");

    private static final int MINUTES_MAX = 10;
    private static final int LINES_SHOWN = 30;

    private final PeerContender peer;
    private final String main;
    private final String local;

    SparkContender(PeerContender peer, String main, String local) {
        this.peer = peer;
        this.main = main;
        this.local = local;
    }

    /** The master for tasks in the process of the program. */
    String local() {
        return local;
    }

    String classPath() throws IOException {
        return peer.classPath();
    }

    /** What a program on a cluster is told. */
    static List<String> onCluster(Path directory) {
        return List.of(
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.executor.memory=1g",
                "-Dspark.sluice.workspace=" + directory.resolve("states"));
    }

    /**
     * Runs it to its end.
     *
     * @throws IllegalStateException if it fails or does not end; with the end of what it printed
     */
    BatchOutcome run(BatchSetting setting, String heap, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx" + heap,
                "-Dspark.ui.enabled=false",
                "-Dspark.log.level=WARN",
                "-Dspark.local.dir=" + setting.directory().resolve("local"),
                "-Dfile.encoding=UTF-8"));
        command.addAll(options);
        command.addAll(peer.command(main));
        command.addAll(setting.arguments());
        Path log = Files.createTempFile("sluice-bench-" + this + "-" + setting.program(), ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended;
        try {
            ended = process.waitFor(MINUTES_MAX, TimeUnit.MINUTES);
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(log);
        List<BatchOutcome> said =
                lines.stream().flatMap(line -> BatchOutcome.of(line).stream()).toList();
        if (!ended || said.size() != 1) {
            throw new IllegalStateException(this + " did not end with an answer; all that it printed is in " + log
                    + ", which ends: " + System.lineSeparator()
                    + String.join(
                            System.lineSeparator(),
                            lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size())));
        }
        Files.delete(log);
        return said.get(0);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
