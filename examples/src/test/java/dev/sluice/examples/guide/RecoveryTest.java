package dev.sluice.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.Builder;
import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.error.FencedException;
import dev.sluice.error.RecoveryException;
import dev.sluice.event.RecoveryReport;
import dev.sluice.event.StreamingListener;
import dev.sluice.source.GeneratorSource;
import dev.sluice.storage.Durability;
import dev.sluice.time.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/recovery.md. */
class RecoveryTest {
    private static final MarkdownPage PAGE = MarkdownPage.ofGuide("recovery.md");

    private final ManualClock clock = new ManualClock();

    @TempDir
    private Path home;

    private Path directory() {
        return home.resolve("orders-kept");
    }

    private Builder builder() {
        return StreamingContext.builder("orders")
                .batchInterval(Duration.ofSeconds(1))
                .master("local[2]")
                .clock(clock)
                .checkpoint(directory());
    }

    private static DStream<Long> numbers(StreamingContext ssc) {
        return ssc.directStream("numbers", new GeneratorSource<>(2, n -> n));
    }

    private static PairDStream<String, Long> pieces(StreamingContext ssc, String id) {
        return numbers(ssc)
                .mapToPair(n -> KeyValue.of(n % 2 == 0 ? "bread" : "milk", 1L))
                .<Long>updateStateByKey((news, sum) -> Optional.of(sum.orElse(0L) + news.size()))
                .id(id);
    }

    @Test
    void oneLineIsEnough() {
        // snippet: checkpoint
        StreamingContext ssc = StreamingContext.builder("orders")
                .batchInterval(Duration.ofMillis(100))
                .checkpoint(Path.of("orders-kept"))
                .build();
        // end
        ssc.close();
        assertThat(Path.of("orders-kept")).doesNotExist();
    }

    @Test
    void durabilityAndSnapshotsAreSettings() {
        StreamingContext ssc = StreamingContext.builder("orders")
                .batchInterval(Duration.ofMillis(100))
                // snippet: settings
                .checkpoint(Path.of("orders-kept"))
                .durability(Durability.PROCESS)
                .snapshotInterval(Duration.ofSeconds(30))
                // end
                .build();
        ssc.close();
        assertThat(Path.of("orders-kept")).doesNotExist();
    }

    @Test
    void whatTheDirectoryHolds() throws IOException {
        try (StreamingContext ssc =
                builder().snapshotInterval(Duration.ofSeconds(1)).build()) {
            pieces(ssc, "pieces").foreachRdd(rdd -> {});
            ssc.start();
            clock.advance(Duration.ofSeconds(3));
        }
        assertThat(files())
                .containsExactlyElementsOf(PAGE.text("text directory").lines().toList());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aStartTellsHowItGoesOn() {
        List<String> told = new ArrayList<>();
        run(
                3,
                builder().snapshotInterval(Duration.ofSeconds(2)),
                ssc -> pieces(ssc, "pieces").foreachRdd(rdd -> {}));
        clock.advance(Duration.ofMinutes(1));
        run(1, builder(), ssc -> {
            // snippet: report
            ssc.addListener(new StreamingListener() {
                @Override
                public void onRecovered(RecoveryReport report) {
                    told.add(report.batchesAgain() + " batches are run again after " + report.missed());
                    report.states().forEach(state -> told.add(state.toString()));
                }
            });
            // end
            pieces(ssc, "pieces").foreachRdd(rdd -> {});
        });
        assertThat(inProgram(told)).isEqualTo(PAGE.text("text report"));
    }

    @Test
    void anEffectOfYourOwnHappensOnce() {
        Shop.at("kept").loseAnAnswer();
        Throwable first = catchThrowable(() -> run(1, builder(), RecoveryTest::storeTotals));
        run(1, builder(), RecoveryTest::storeTotals);

        assertThat(first).hasRootCauseMessage("the connection broke");
        assertThat(Shop.at("kept").rows()).containsEntry("bread", 2L).containsEntry("milk", 2L);
        assertThat(Shop.at("kept").connections()).isEqualTo(3);
    }

    private static void storeTotals(StreamingContext ssc) {
        PairDStream<String, Long> counts = numbers(ssc).mapToPair(n -> KeyValue.of(n % 2 == 0 ? "bread" : "milk", 1L));
        // snippet: key
        counts.foreachRddWithKey((rdd, key) -> {
            List<KeyValue<String, Long>> news = rdd.collect();
            try (Shop.Connection shop = Shop.connect("kept")) {
                if (shop.get(key.toString()) == 0) {
                    news.forEach(count -> shop.add(count.key(), count.value()));
                    shop.put(key.toString(), 1);
                    shop.commit();
                }
            }
        });
        // end
    }

    @Test
    void aRenamedStateIsNotLostUnnoticed() {
        run(
                2,
                builder().snapshotInterval(Duration.ofSeconds(1)),
                ssc -> pieces(ssc, "pieces").foreachRdd(rdd -> {}));
        Throwable refused = catchThrowable(
                () -> run(1, builder(), ssc -> pieces(ssc, "sold").print()));
        assertThat(refused).isInstanceOf(RecoveryException.class);
        assertThat(inProgram(List.of(refused.getMessage()))).isEqualTo(PAGE.text("text renamed"));
        // snippet: drop
        Builder without = builder().drop("pieces");
        // end
        run(1, without, ssc -> pieces(ssc, "sold").foreachRdd(rdd -> {}));
    }

    @Test
    void onlyOneRunWrites() {
        StreamingContext first = builder().build();
        pieces(first, "pieces").foreachRdd(rdd -> {});
        first.start();
        clock.advance(Duration.ofSeconds(1));
        StreamingContext second = builder().build();
        pieces(second, "pieces").foreachRdd(rdd -> {});
        second.start();
        clock.advance(Duration.ofSeconds(1));
        first.close();
        Throwable fenced = catchThrowable(first::awaitTermination);
        assertThat(second.failure()).isEmpty();
        second.close();
        assertThat(fenced).isInstanceOf(FencedException.class);
        assertThat(inProgram(List.of(fenced.getMessage()))).isEqualTo(PAGE.text("text fenced"));
    }

    @Test
    void aFlippedBitIsFound() throws IOException {
        run(2, builder(), ssc -> pieces(ssc, "pieces").foreachRdd(rdd -> {}));
        Path log = directory().resolve("log-00000001-00000001");
        byte[] bytes = Files.readAllBytes(log);
        bytes[300] ^= 1;
        Files.write(log, bytes);
        Throwable damaged = catchThrowable(
                () -> run(1, builder(), ssc -> pieces(ssc, "pieces").print()));
    }

    @Test
    void anExplanationSaysWhatACrashMayLose() {
        try (StreamingContext ssc = builder().build()) {
            ssc.socketTextStream("localhost", 9999).saveAsTextFiles(home + "/lines");
            assertThat(inProgram(ssc.explain().lines().toList())).isEqualTo(PAGE.text("text explain"));
        }
    }

    private void run(int batches, Builder builder, Consumer<StreamingContext> program) {
        try (StreamingContext ssc = builder.build()) {
            program.accept(ssc);
            ssc.start();
            clock.advance(Duration.ofSeconds(batches));
            ssc.failure().ifPresent(failure -> {
                throw (RuntimeException) failure;
            });
        }
    }

    private String inProgram(List<String> lines) {
        return String.join("\n", lines).replace(home + "/", "").replaceAll("RecoveryTest.java:\\d+", "Orders.java:31");
    }
}
