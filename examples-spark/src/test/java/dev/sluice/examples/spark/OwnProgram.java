package dev.sluice.examples.spark;

import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.source.Sources;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.SparkEnv;

/** A user's program: it names no master, and its records and keys are classes of its own. For {@link OwnJarTest}. */
public final class OwnProgram {
    private static final List<List<Page>> VISITS =
            List.of(List.of(new Page("home"), new Page("help"), new Page("home")), List.of(new Page("home")));

    private OwnProgram() {}

    /** What was looked at. */
    record Page(String name) {}

    /** Takes no notice of its argument. */
    public static void main(String[] arguments) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(VISITS.size());
        try (StreamingContext ssc = StreamingContext.builder("own")
                .batchInterval(Duration.ofMillis(500))
                .build()) {
            ssc.stream(Sources.batches(VISITS))
                    .mapToPair(page -> KeyValue.of(page, 1))
                    .<Integer>updateStateByKey((visits, before) -> Optional.of(before.orElse(0) + visits.size()))
                    .map(page -> page.key().name() + " " + page.value() + " on "
                            + SparkEnv.get().executorId())
                    .foreachRdd(rdd -> {
                        rdd.collect().forEach(System.out::println);
                        left.countDown();
                    });
            ssc.start();
            while (left.getCount() > 0) {
                ssc.awaitTerminationOrTimeout(Duration.ofMillis(100));
            }
        }
    }
}
