package dev.sluice.kafkabench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Spark Streaming in a process of its own, which stays for all rounds; its jars do not go with those of the others. */
final class SparkStreaming implements AutoCloseable {
    private static final String MAIN = "dev.sluice.peers.sparkkafka.SparkTopics";
    private static final int JAVA_WITH_UNSAFE_WARNINGS = 24;
    /** What Spark needs of a JVM to use Kryo. */
    private static final List<String> OPENED = Stream.of(
                    "java.lang",
                    "java.lang.invoke",
                    "java.lang.reflect",
                    "java.io",
                    "java.net",
                    "java.nio",
                    "java.util",
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "sun.nio.ch",
                    "sun.nio.cs",
                    "sun.security.action",
                    "sun.util.calendar")
            .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
            .toList();

    private final Process process;
    private final PrintStream orders;
    private final BufferedReader answers;
    private final Path log;

    private SparkStreaming(Process process, Path log) {
        this.process = process;
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.log = log;
    }

    static SparkStreaming start(Broker broker, int partitions, Path directory) throws IOException {
        Path launch =
                Path.of(System.getProperty("sluice.home"), "benchmarks", "peers", "spark-kafka", "target", "launch");
        String jars = launch.resolve(Files.readString(launch.resolve("current")).strip()) + "/*";
        Path own = Files.createTempDirectory(directory, "spark");
        Path log = own.resolve("log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPENED);
        if (Runtime.version().feature() >= JAVA_WITH_UNSAFE_WARNINGS) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-cp", jars, MAIN, broker.servers(), Integer.toString(partitions), own.toString()));
        return new SparkStreaming(
                new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
    }

    /** Tells it what to do; its answer. */
    String answer(String order) throws IOException {
        orders.println(order);
        String answer = answers.readLine();
        if (answer == null) {
            throw new IllegalStateException("Spark Streaming has ended: " + Files.readString(log));
        }
        return answer;
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
