package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sparkcluster.LoopbackCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes are killed while a receiver on an executor stores and acknowledges numbers; none may be lost. */
@Timeout(600)
@Tag("cluster")
class ReceiverLossTest {
    private static final int NUMBERS = 30_000;
    private static final int BLOCK = 250;

    private static LoopbackCluster cluster;

    private final NumberServer server = new NumberServer(NUMBERS, BLOCK);
    private final Map<Long, List<Integer>> batches = new TreeMap<>();
    private final Deque<String> losses = new ArrayDeque<>();
    private final List<String> lost = new ArrayList<>();
    private Process driver;
    private boolean killed;

    ReceiverLossTest() throws IOException {}

    @BeforeAll
    static void startTheCluster() {
        cluster = OneSparkContext.cluster();
    }

    @AfterAll
    static void stopTheCluster() {
        cluster.close();
    }

    @AfterEach
    void end() throws IOException {
        driver.toHandle().destroyForcibly();
        driver.onExit().join();
        server.close();
    }

    @Test
    void theReceiversExecutorsAreLostOneAfterAnotherWithoutADirectory() throws IOException {
        losses.addAll(List.of("receiver", "receiver"));
        server.allow(end(0));
        run();
        requireAllNumbers();
    }

    @Test
    void allExecutorsAndTheDriverAreLostWithADirectory(@TempDir Path directory) throws IOException {
        losses.addAll(List.of("receiver", "all executors", "driver"));
        server.allow(end(0));
        run(directory.toString());
        run(directory.toString());
        requireAllNumbers();
    }

    /** Each receiver that began anew may have been sent one block again that was taken before. */
    private void requireAllNumbers() {
        List<Integer> seen =
                batches.values().stream().flatMap(List::stream).sorted().toList();
        assertThat(seen.stream().distinct().toList()).hasSize(NUMBERS);
        assertThat(seen.size() - NUMBERS).isBetween(0, lost.size() * BLOCK);
        assertThat(losses).as("still to be lost").isEmpty();
    }

    /** Runs the program until it has seen all numbers or is lost. */
    private void run(String... directory) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dlog4j2.configurationFile=classpath:dev/sluice/sparkcluster/log4j2.properties",
                "-cp",
                System.getProperty("java.class.path"),
                ReceiverLossProgram.class.getName(),
                cluster.master(),
                String.valueOf(server.port())));
        command.addAll(Arrays.asList(directory));
        killed = false;
        driver = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said = new ArrayList<>();
        for (String line = driver.inputReader().readLine();
                line != null;
                line = driver.inputReader().readLine()) {
            said.add(line);
            if (line.startsWith("batch ")) {
                hear(line.split(" "), directory.length > 0);
            }
        }
        assertThat(killed).as(String.join("\n", said)).isTrue();
    }

    private void hear(String[] line, boolean durable) {
        List<Integer> numbers =
                Arrays.stream(line).skip(3).map(Integer::valueOf).toList();
        batches.put(Long.valueOf(line[1]), numbers);
        boolean safe = durable || line[2].equals("safe");
        if (safe && !losses.isEmpty() && seen() >= end(lost.size()) - part() / 2) {
            lose(losses.removeFirst());
            server.allow(end(lost.size()));
        }
        if (seen() == NUMBERS) {
            kill();
        }
    }

    /** Where the numbers stop before a loss, half of which comes before it. */
    private int end(int loss) {
        return losses.isEmpty() ? NUMBERS : part() * (loss + 1);
    }

    /** What comes for each loss, and after the last one. */
    private int part() {
        return NUMBERS / (lost.size() + losses.size() + 1) / BLOCK * BLOCK;
    }

    private void kill() {
        killed = true;
        driver.toHandle().destroyForcibly();
    }

    private int seen() {
        return (int) batches.values().stream().flatMap(List::stream).distinct().count();
    }

    private void lose(String what) {
        lost.add(what);
        switch (what) {
            case "receiver" -> server.killReceiver();
            case "all executors" -> assertThat(cluster.killExecutors(2)).isEqualTo(2);
            default -> kill();
        }
    }
}
