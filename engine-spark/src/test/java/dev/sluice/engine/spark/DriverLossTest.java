package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sparkcluster.LoopbackCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The driver is killed while batches run, with all executors too, and started again in the same directory. */
@Tag("cluster")
@Timeout(600)
class DriverLossTest {
    private static final Pattern BATCH = Pattern.compile("batch (\\d+) \\[(.*)]");

    @TempDir
    private Path directory;

    private long seen;

    @Test
    void statesAndFilesAreThoseOfARunThatWasNeverKilled() throws Exception {
        try (LoopbackCluster cluster = OneSparkContext.cluster()) {
            runUntil(4, cluster, 0);
            runUntil(8, cluster, 2);
            runUntil(DriverLossProgram.BATCHES + 1, cluster, 0);
        }
        assertThat(written().stream().distinct())
                .as("sums that come again where a batch had no numbers are the last")
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, DriverLossProgram.BATCHES)
                        .mapToObj(DriverLossProgram::sums)
                        .toList());
    }

    /** Runs the program until it says a batch; what it says on its way must be right. */
    private void runUntil(long last, LoopbackCluster cluster, int executors) throws IOException {
        Process driver =
                new ProcessBuilder(command(cluster)).redirectErrorStream(true).start();
        List<String> said = new ArrayList<>();
        try {
            long batch = 0;
            while (batch < last) {
                String line = driver.inputReader().readLine();
                assertThat(line).as(String.join("\n", said)).isNotNull();
                said.add(line);
                Matcher matcher = BATCH.matcher(line);
                if (matcher.matches()) {
                    batch = Long.parseLong(matcher.group(1));
                    require(batch, matcher.group(2));
                }
            }
            if (executors > 0) {
                assertThat(cluster.killExecutors(executors)).isEqualTo(executors);
            }
        } finally {
            driver.toHandle().destroyForcibly();
            driver.onExit().join();
        }
    }

    /** A batch may come once more, but none may be left out; those without numbers say nothing. */
    private void require(long batch, String sums) {
        assertThat(batch).isLessThanOrEqualTo(seen + 1);
        seen = Math.max(seen, batch);
        List<String> found = sums.isEmpty() ? List.of() : sorted(Arrays.stream(sums.split("(?<=\\)), ")));
        assertThat(found)
                .isEqualTo(batch > DriverLossProgram.BATCHES ? List.of() : DriverLossProgram.sums((int) batch));
    }

    private List<String> command(LoopbackCluster cluster) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dlog4j2.configurationFile=classpath:dev/sluice/sparkcluster/log4j2.properties",
                "-cp",
                System.getProperty("java.class.path"),
                DriverLossProgram.class.getName(),
                cluster.master(),
                directory.toString());
    }

    /** What each of the directories of files has, in the order of the keys. */
    private List<List<String>> written() throws IOException {
        List<List<String>> written = new ArrayList<>();
        try (Stream<Path> batches = Files.list(directory)) {
            for (Path batch : batches.filter(
                            path -> path.getFileName().toString().startsWith("sums-"))
                    .toList()) {
                List<String> lines = new ArrayList<>();
                try (Stream<Path> files = Files.list(batch)) {
                    for (Path file : files.filter(
                                    path -> path.getFileName().toString().startsWith("part-"))
                            .toList()) {
                        lines.addAll(Files.readAllLines(file));
                    }
                }
                written.add(sorted(lines.stream()));
            }
        }
        return written;
    }

    private static List<String> sorted(Stream<String> lines) {
        return lines.sorted().toList();
    }
}
