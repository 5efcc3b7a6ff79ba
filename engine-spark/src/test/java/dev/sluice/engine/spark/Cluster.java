package dev.sluice.engine.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A standalone cluster of Spark's on this machine: a master and two workers, each a process, made of this class path. The
 * workers are on different hosts as far as Spark knows, which does not try a task a second time where it is running.
 */
final class Cluster implements AutoCloseable {
    private static final List<String> HOSTS = List.of("127.0.0.1", "localhost");
    private static final Pattern MASTER = Pattern.compile("spark://127\\.0\\.0\\.1:[1-9]\\d*");

    private final List<Process> processes = new CopyOnWriteArrayList<>();
    private final Path home;
    private final String master;

    private Cluster() throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end of the cluster"));
        home = Files.createDirectories(Path.of("target", "cluster")).toAbsolutePath();
        Files.createDirectories(home.resolve("jars"));
        Process process = start(
                "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0");
        master = urlIn(process);
        for (String host : HOSTS) {
            drain(start(
                    "org.apache.spark.deploy.worker.Worker",
                    "--host",
                    host,
                    "--port",
                    "0",
                    "--webui-port",
                    "0",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--work-dir",
                    home.resolve("work of " + host).toString(),
                    master));
        }
    }

    /** A cluster that takes applications; its workers may still be on their way. */
    static Cluster start() {
        try {
            return new Cluster();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Spark is given as its master. */
    String master() {
        return master;
    }

    private Process start(String type, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dlog4j2.configurationFile=classpath:cluster-log4j2.properties",
                "-cp",
                System.getProperty("java.class.path"),
                type));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_LOCAL_DIRS", home.resolve("local").toString());
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
    int killExecutors(int most) {
        List<ProcessHandle> executors = processes.stream()
                .skip(1)
                .flatMap(worker -> worker.descendants())
                .limit(most)
                .toList();
        executors.forEach(ProcessHandle::destroyForcibly);
        executors.forEach(executor -> executor.onExit().join());
        return executors.size();
    }

    /** Kills a worker with its executor; how many were killed. */
    int killWorker() {
        Process worker = processes.get(1);
        worker.descendants().forEach(ProcessHandle::destroyForcibly);
        worker.destroyForcibly();
        worker.onExit().join();
        return 1;
    }

    @Override
    public void close() {
        end();
        processes.forEach(process -> process.onExit().join());
    }

    private void end() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
