package dev.sluice.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Builder;
import dev.sluice.PairDStream;
import dev.sluice.StreamingContext;
import dev.sluice.StreamingContextState;
import dev.sluice.batch.Replay;
import dev.sluice.batch.ReplayListener;
import dev.sluice.batch.ReplayedOutput;
import dev.sluice.data.KeyValue;
import dev.sluice.source.Sources;
import dev.sluice.time.ManualClock;
import dev.sluice.tool.Tool;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code and the output of docs/guide/operating.md. */
class OperatingTest {
    private static final MarkdownPage PAGE = MarkdownPage.ofGuide("operating.md");
    private static final List<String> BOATS = List.of("barge", "punt", "canoe");

    @TempDir
    private Path home;

    private Path directory;
    private final ManualClock clock = new ManualClock();

    /** How often each boat has passed. */
    private StreamingContext passages(Builder builder) {
        StreamingContext ssc = builder.batchInterval(Duration.ofSeconds(1))
                .master("local[2]")
                .checkpoint(directory)
                .snapshotInterval(Duration.ofSeconds(3))
                .clock(clock)
                .build();
        PairDStream<String, Long> passed = ssc.stream(Sources.generator(5, n -> BOATS.get((int) (n % 3))))
                .mapToPair(boat -> KeyValue.of(boat, 1L))
                .<Long>updateStateByKey((ones, sum) -> Optional.of(sum.orElse(0L) + ones.size()))
                .id("passed");
        passed.saveAsTextFiles(home.resolve("passed/at").toString());
        passed.foreachRdd(counts -> counts.collect());
        return ssc;
    }

    private void run(int batches) {
        directory = home.resolve("run");
        passages(StreamingContext.builder("passages")).start();
        clock.advance(Duration.ofSeconds(batches));
    }

    private String told(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream standard = System.out;
        PrintStream caught = new PrintStream(out, true, StandardCharsets.UTF_8);
        System.setOut(caught);
        try {
            int unused = new Tool(caught, caught, (program, rest) -> {
                        passages(StreamingContext.builder("passages")).start();
                        return 0;
                    })
                    .run(List.of(arguments));
        } finally {
            System.setOut(standard);
        }
        return masked(out.toString(StandardCharsets.UTF_8));
    }

    /** Without what differs from machine to machine, from version to version or with a line of this file. */
    private String masked(String text) {
        return text.replace(home + "/", "")
                .replaceAll("(?m)^(program +).*, batches", "$1com.acme.Passages, batches")
                .replaceAll("OperatingTest.java:\\d+", "Passages.java:0")
                .replaceAll("Passages.java:\\d+", "Passages.java:0")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "0000")
                .replaceAll("\\b\\d{3,}(?= bytes|\\s+update)", "000")
                .replaceAll("(?m)(?<=^  (epoch|log|data|job|snapshot).{0,30} )\\d{2,}$", "000")
                .replaceAll("(?<=byte )\\d+", "000")
                .replaceAll(" +", " ")
                .strip();
    }

    @Test
    void whatIsThereIsShown() {
        run(11);
        assertThat(told("inspect", directory.toString())).isEqualTo(masked(PAGE.text("text inspect")));
    }

    @Test
    void whatIsDamagedIsFound() throws Exception {
        run(4);
        Path state = directory.resolve("data-00000001-0000000000000003");
        byte[] bytes = Files.readAllBytes(state);
        bytes[100] ^= 1;
        Files.write(state, bytes);
        assertThat(told("verify", directory.toString(), home.resolve("passed").toString()))
                .isEqualTo(masked(PAGE.text("text verify")));
    }

    @Test
    void aBatchIsRunAgain() {
        run(11);
        assertThat(told("replay", directory.toString(), "--batch", "10", "Passages"))
                .isEqualTo(masked(PAGE.text("text replay")));
        assertThat(told("replay", directory.toString(), "--batch", "4", "Passages"))
                .isEqualTo(masked(PAGE.text("text gone")));
    }

    @Test
    void aTestRunsABatchAgain() {
        run(4);
        List<String> given = new ArrayList<>();
        // snippet: replay
        ReplayListener listener = new ReplayListener() {
            @Override
            public void onOutput(ReplayedOutput output) {
                output.partitions().forEach(part -> part.first().forEach(record -> given.add(record.toString())));
            }
        };
        StreamingContext ssc = passages(StreamingContext.builder("passages").replay(new Replay(4, 1_000, listener)));
        ssc.start();
        assertThat(given).contains("(barge, 7)", "(punt, 7)", "(canoe, 6)");
        // end
    }

    @Test
    void aProgramMayAskToBeHalted() {
        directory = home.resolve("kept");
        // snippet: halt
        StreamingContext ssc = StreamingContext.builder("orders")
                .batchInterval(Duration.ofSeconds(1))
                .checkpoint(directory)
                .haltOnOutOfMemory(true)
                .build();
        // end
        assertThat(ssc.state()).isEqualTo(StreamingContextState.INITIALIZED);
        ssc.close();
    }
}
