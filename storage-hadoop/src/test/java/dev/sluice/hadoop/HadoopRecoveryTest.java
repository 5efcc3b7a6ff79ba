package dev.sluice.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.StreamingContext;
import dev.sluice.error.FencedException;
import dev.sluice.error.StorageException;
import dev.sluice.storage.Durability;
import dev.sluice.time.ManualClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs on a directory of HDFS that end in all the ways there are, and go on. */
class HadoopRecoveryTest {
    private final URI directory = TestHdfs.directory();
    private final ManualClock clock = new ManualClock();
    private final List<StreamingContext> contexts = new ArrayList<>();
    private final List<Long> told = new ArrayList<>();

    @AfterEach
    void close() {
        contexts.forEach(StreamingContext::close);
    }

    private StreamingContext start(String master) {
        StreamingContext context = Sums.define(
                Sums.builder(master)
                        .clock(clock)
                        .checkpoint(directory.toString())
                        .snapshotInterval(Sums.INTERVAL.multipliedBy(3)),
                told::add);
        contexts.add(context);
        context.start();
        return context;
    }

    private void runBatches(int batches) {
        clock.advance(Sums.INTERVAL.multipliedBy(batches));
    }

    private static List<Long> upTo(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /** On Spark the state is on HDFS for executors too, which read where it is from what they are sent. */
    @ParameterizedTest
    @ValueSource(strings = {"local[2]", "spark:local[2]"})
    void aRunThatWasStoppedGoesOn(String master) {
        for (int run = 1; run <= 3; run++) {
            try (StreamingContext context = start(master)) {
                runBatches(5);
                context.stop(true);
                assertThat(context.failure()).isEmpty();
            }
            assertThat(told.stream().distinct().toList())
                    .as("but for the last batch of a stop, which is empty")
                    .isEqualTo(upTo(5 * run));
        }
    }

    @Test
    void aDirectoryCanGoFromOneEngineToTheOther() {
        start("spark:local[2]");
        runBatches(4);
        contexts.forEach(StreamingContext::close);
        start("local[2]");
        runBatches(4);

        assertThat(told).isEqualTo(upTo(8));
    }

    @Test
    void theOlderOfTwoRunsEnds() {
        StreamingContext older = start("local[2]");
        runBatches(2);
        StreamingContext newer = start("local[2]");
        runBatches(2);

        assertThat(older.failure()).get().isInstanceOf(FencedException.class);
        assertThat(older.failure().orElseThrow()).hasMessageContaining("a later run has taken over");
        assertThat(newer.failure()).isEmpty();
        assertThat(told).isEqualTo(upTo(4));
    }

    @ParameterizedTest
    @EnumSource(names = {"PROCESS", "POWER"})
    void aProcessThatWasKilledGoesOn(Durability durability) throws Exception {
        List<Long> first = killedAfter(7, durability);
        List<Long> second = killedAfter(5, durability);

        assertThat(first).isEqualTo(upTo(7));
        assertThat(second).startsWith(second.get(0), second.get(0) + 1, second.get(0) + 2);
        assertThat(second.get(0)).isBetween(2L, first.get(6) + 10);
    }

    private List<Long> killedAfter(int counts, Durability durability) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SumsProcess.class.getName(),
                        directory.toString(),
                        durability.name())
                .redirectErrorStream(true)
                .start();
        List<String> said = new ArrayList<>();
        List<Long> seen = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null && seen.size() < counts; line = lines.readLine()) {
                said.add(line);
                if (line.startsWith("count ")) {
                    seen.add(Long.parseLong(line.substring("count ".length())));
                }
            }
        } finally {
            process.toHandle().destroyForcibly();
            process.onExit().join();
        }
        assertThat(seen).as(String.join("\n", said)).hasSize(counts);
        return seen;
    }

    @Test
    void aRunWhoseHdfsIsKilledEndsAndTheNextGoesOnWithAllOfIt() {
        StreamingContext first = start("local[2]");
        runBatches(4);
        TestHdfs.SERVER.kill();
        try {
            runBatches(1);
            assertThat(first.failure()).get().isInstanceOf(StorageException.class);
            assertThatThrownBy(() -> start("local[2]"))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("cannot ");
        } finally {
            TestHdfs.SERVER.start();
        }
        List<Long> before = List.copyOf(told);
        told.clear();
        StreamingContext second = start("local[2]");
        runBatches(3);

        assertThat(second.failure()).isEmpty();
        assertThat(before).isEqualTo(upTo(before.size())).hasSizeGreaterThanOrEqualTo(4);
        assertThat(told).hasSizeGreaterThanOrEqualTo(3);
        assertThat(told.get(0)).isBetween((long) before.size(), before.size() + 1L);
        assertThat(told)
                .isEqualTo(LongStream.range(told.get(0), told.get(0) + told.size())
                        .boxed()
                        .toList());
    }
}
