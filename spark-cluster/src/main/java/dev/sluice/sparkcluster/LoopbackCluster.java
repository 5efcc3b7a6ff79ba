package dev.sluice.sparkcluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A standalone cluster of Spark's on this machine: a master and two workers with a core each, every one a process on free
 * ports of the loopback address. It ends with this process at the latest, also where that is killed. Thread-safe.
 */
public final class LoopbackCluster implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    /** Of the workers; different to Spark, which does not try a task a second time on the host where it is running. */
    private static final List<String> WORKERS = List.of(HOST, "localhost");

    private static final Pattern MASTER = Pattern.compile("spark://127\\.0\\.0\\.1:[1-9]\\d*");
    private static final URL LOG = Objects.requireNonNull(LoopbackCluster.class.getResource("log4j2.properties"));

    private final SparkProcesses spark;
    private final List<Process> processes = new CopyOnWriteArrayList<>();
    private final String master;

    private LoopbackCluster(SparkProcesses spark) throws IOException {
        this.spark = spark;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end of the cluster"));
        Process process = start("org.apache.spark.deploy.master.Master", HOST, List.of());
        master = urlIn(process);
        for (String host : WORKERS) {
            drain(start(
                    "org.apache.spark.deploy.worker.Worker",
                    host,
                    List.of(
                            "--cores",
                            "1",
                            "--memory",
                            "1g",
                            "--work-dir",
                            spark.home().resolve("work of " + host).toString(),
                            master)));
        }
    }

    /**
     * A cluster that takes applications; its workers may still be on their way.
     *
     * @throws UncheckedIOException if the master does not come up, with what it said
     */
    public static LoopbackCluster start(SparkProcesses spark) {
        try {
            return new LoopbackCluster(spark);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Spark is given as its master. */
    public String master() {
        return master;
    }

    private Process start(String type, String host, List<String> arguments) throws IOException {
        List<String> all = Stream.concat(
                        Stream.of("--host", host, "--port", "0", "--webui-port", "0"), arguments.stream())
                .toList();
        ProcessBuilder builder =
                spark.leashed(List.of("-Xmx256m"), LOG, type, all).redirectErrorStream(true);
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private static String urlIn(Process process) throws IOException {
        BufferedReader lines = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher url = MASTER.matcher(line);
            if (url.find()) {
                drain(process);
                return url.group();
            }
            said.append(line).append('\n');
        }
        throw new IOException("the master ended before it said where it is:\n" + said);
    }

    private static void drain(Process process) {
        Thread reader = new Thread(
                () -> process.inputReader().lines().forEach(line -> {}), "output of process " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Kills executors without a warning; how many there were to kill, at most so many. */
    public int killExecutors(int most) {
        List<ProcessHandle> executors = processes.stream()
                .skip(1)
                .flatMap(worker -> worker.descendants())
                .limit(most)
                .toList();
        end(executors);
        return executors.size();
    }

    /** Kills the first worker with its executor, without a warning; how many executors it had. */
    public int killWorker() {
        Process worker = processes.get(1);
        List<ProcessHandle> executors = worker.descendants().toList();
        end(Stream.concat(Stream.of(worker.toHandle()), executors.stream()).toList());
        return executors.size();
    }

    /** Ends all processes and waits until they have ended. */
    @Override
    public void close() {
        List<ProcessHandle> all = processes.stream()
                .flatMap(process -> Stream.concat(Stream.of(process.toHandle()), process.descendants()))
                .toList();
        end(all);
    }

    private static void end(List<ProcessHandle> handles) {
        handles.forEach(ProcessHandle::destroyForcibly);
        handles.forEach(process -> process.onExit().join());
    }
}
