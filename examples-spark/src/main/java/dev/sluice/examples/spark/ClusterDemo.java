package dev.sluice.examples.spark;

import dev.sluice.sparkcluster.LoopbackCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo on a cluster of processes, one of which is killed in the middle, and what came out compared with what went in. */
final class ClusterDemo {
    private static final Pattern PROGRESS = Pattern.compile("(\\d\\d):(\\d\\d) .* records in (\\d+) batches.*");
    private static final Pattern SECONDS = Pattern.compile("--seconds[ =](\\d{1,6})");
    private static final int BATCHES_BEFORE = 3;
    private static final int SAID_MAX = 20;

    static final String HELP = """
            Usage: ./sluice cluster-demo [--seconds N]
            runs the demo on a cluster of Apache Spark on this machine: a master and two
            workers as processes, one of which is killed with kill -9 in the middle. What
            comes out is compared with a plain computation over what was sent. Ends with 0
            if nothing was lost and nothing is wrong, else with 1.

              --seconds N   how long the demo runs, from 10 to 3600; default 30""";

    private static final int SECONDS_DEFAULT = 30;
    private static final int SECONDS_MIN = 10;
    private static final int SECONDS_MAX = 3_600;

    private final SparkJars spark;
    private final int seconds;
    private final PrintStream out;
    private boolean killed;

    ClusterDemo(SparkJars spark, int seconds, PrintStream out) {
        this.spark = spark;
        this.seconds = seconds;
        this.out = out;
    }

    /** How long it is to run. */
    static int seconds(List<String> arguments) {
        if (arguments.isEmpty()) {
            return SECONDS_DEFAULT;
        }
        String typed = String.join(" ", arguments);
        Matcher option = SECONDS.matcher(typed);
        if (!option.matches()) {
            throw new RefusedException("'" + typed + "' is not --seconds N with a whole number");
        }
        int seconds = Integer.parseInt(option.group(1));
        if (seconds < SECONDS_MIN || seconds > SECONDS_MAX) {
            throw new RefusedException(
                    "--seconds must be from " + SECONDS_MIN + " to " + SECONDS_MAX + ", but was " + seconds);
        }
        return seconds;
    }

    /** Runs it in a directory that is gone afterwards; returns 0 if all went well and nothing was lost, else 1. */
    static int run(SparkJars spark, int seconds, PrintStream out) throws IOException, InterruptedException {
        try (Scratch scratch = Scratch.make("sluice-cluster-demo")) {
            return new ClusterDemo(spark.in(scratch.directory()), seconds, out).run(scratch);
        }
    }

    private int run(Scratch scratch) throws IOException, InterruptedException {
        out.println("starting a master and two workers, each a process of its own ...");
        LoopbackCluster cluster = scratch.closeFirst(LoopbackCluster.start(spark.processes()));
        out.println("submitting the demo to " + cluster.master() + "; its executors take some seconds to start ...");
        Path said = scratch.directory().resolve("said.txt");
        Process driver = spark.command(demo(cluster.master(), scratch.directory()))
                .redirectError(said.toFile())
                .start();
        scratch.closeFirst(() -> driver.destroyForcibly().onExit().join());
        try (BufferedReader lines = driver.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(line);
                if (!killed && isInTheMiddle(line)) {
                    kill(cluster);
                }
            }
        }
        int code = driver.waitFor();
        return scratch.isOver() ? 1 : verdict(code, said);
    }

    /** The receiver is in the driver: the tags do not send again what an executor had in its memory when it was killed. */
    private Submission demo(String master, Path directory) {
        return Submission.of(List.of(
                "--master",
                master,
                "--total-executor-cores",
                "2",
                "--executor-memory",
                "512m",
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.scheduler.minRegisteredResourcesRatio=1",
                "--conf",
                "spark.sluice.receivers=driver",
                "--conf",
                "spark.executor.extraJavaOptions=-Djava.io.tmpdir="
                        + spark.processes().temporary(),
                "demo",
                "--brief",
                "--check",
                "--rate",
                "2000",
                "--batch-interval",
                "500ms",
                "--seconds",
                String.valueOf(seconds),
                "--checkpoint",
                directory.resolve("kept").toString()));
    }

    /** Half of the time is over, and there are windows and states that could be lost. */
    private boolean isInTheMiddle(String line) {
        Matcher progress = PROGRESS.matcher(line);
        if (!progress.matches()) {
            return false;
        }
        int running = 60 * Integer.parseInt(progress.group(1)) + Integer.parseInt(progress.group(2));
        return 2 * running >= seconds && Integer.parseInt(progress.group(3)) >= BATCHES_BEFORE;
    }

    private void kill(LoopbackCluster cluster) {
        int executors = cluster.killWorker();
        killed = true;
        out.println("--- killed one of the two workers with its executor (kill -9); executors lost: " + executors);
    }

    private int verdict(int code, Path said) throws IOException {
        if (code == 0 && killed) {
            out.println("a worker was killed, and nothing was lost");
            return 0;
        }
        out.println(
                killed ? "the demo ended with " + code : "the demo ended with " + code + " before a worker was killed");
        List<String> lines = Files.readAllLines(said);
        lines.stream().skip(Math.max(0, lines.size() - SAID_MAX)).forEach(out::println);
        return 1;
    }
}
