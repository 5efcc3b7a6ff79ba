package dev.sluice.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.batch.OverloadPolicy;
import dev.sluice.error.OperatorException;
import dev.sluice.event.BatchInfo;
import dev.sluice.event.StreamingListener;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The code of docs/guide/failures-and-overload.md. */
@Timeout(60)
class FailuresAndOverloadTest {
    private static final MarkdownPage PAGE = MarkdownPage.ofGuide("failures-and-overload.md");

    @Test
    void aFailureReachesWhoWaits() throws InterruptedException {
        List<String> told = new ArrayList<>();
        try (StreamTester tester = StreamTester.create()) {
            StreamingContext ssc = tester.context();
            tester.collect(tester.input(List.of("a dozen")).map(Integer::parseInt));
            tester.failureWithin(1);
            // snippet: await
            try {
                ssc.awaitTermination();
            } catch (OperatorException failure) {
                told.add(failure.operator() + " at " + failure.location() + " threw " + failure.getCause());
            }
            // end
        }
        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("map at FailuresAndOverloadTest.java:")
                .endsWith("threw java.lang.NumberFormatException: For input string: \"a dozen\"");
    }

    @Test
    void onlyWhatFailedIsRunAgain() {
        List<String> done = new ArrayList<>();
        try (StreamTester tester =
                StreamTester.create(builder -> builder.failures(FailurePolicy.retry(1, Duration.ZERO)))) {
            DStream<String> words = tester.input(List.of("a"));
            words.foreachRdd(rdd -> done.add("first"));
            words.foreachRdd(rdd -> {
                done.add("second");
                if (done.size() == 2) {
                    throw new IllegalStateException("the disk is full");
                }
            });
            tester.runBatches(1);
            assertThat(done).containsExactly("first", "second", "second");
            assertThat(tester.events().lines().stream().skip(1))
                    .containsExactlyElementsOf(PAGE.text("text events").lines().toList());
        }
    }

    @Test
    void badRecordsGoToAStreamOfTheirOwn() {
        try (StreamTester tester =
                StreamTester.create(builder -> builder.failures(FailurePolicy.quarantineRecords()))) {
            StreamingContext ssc = tester.context();
            DStream<String> lines = tester.input(List.of("1", "two", "3"));
            // snippet: quarantined
            DStream<Integer> numbers = lines.map(Integer::parseInt);
            DStream<String> problems = ssc.quarantined()
                    .map(bad -> "%s in batch %d: %s"
                            .formatted(bad.record(), bad.batch().id(), bad.cause()));
            // end
            Collected<Integer> good = tester.collect(numbers);
            Collected<String> bad = tester.collect(problems);
            tester.runBatches(2);
            assertThat(good.all()).containsExactly(1, 3);
            assertThat(bad.batches())
                    .containsExactly(
                            List.of(),
                            List.of("two in batch 1: java.lang.NumberFormatException: For input string: \"two\""));
        }
    }

    @Test
    void policiesAreSettings() {
        // snippet: policies
        StreamingContext ssc = StreamingContext.builder("orders")
                .batchInterval(Duration.ofSeconds(1))
                .failures(FailurePolicy.quarantineRecords().withRetries(3, Duration.ofSeconds(5)))
                .overload(OverloadPolicy.coalesce())
                .latencyTarget(Duration.ofSeconds(2))
                .build();
        // end
        ssc.close();
    }

    @Test
    void whatBecomesOfTheIntervalsBehindALateBatch() {
        String batches = "queue(4)    " + behindALateBatch(OverloadPolicy.queue(4)) + "\ncoalesce()  "
                + behindALateBatch(OverloadPolicy.coalesce());
        assertThat(batches).isEqualTo(PAGE.text("text overload"));
    }

    /** The batches of a program whose first batch takes 3.5 s, while 1, 2, 3 and so on arrive, one a second. */
    private static String behindALateBatch(OverloadPolicy policy) {
        List<String> batches = new ArrayList<>();
        try (StreamTester tester = StreamTester.create(builder -> builder.overload(policy))) {
            tester.input(List.of(1), List.of(2), List.of(3), List.of(4), List.of(5))
                    .foreachRdd((rdd, batch) -> {
                        if (batch.id() == 1) {
                            tester.clock().elapse(Duration.ofMillis(3500));
                        }
                        batches.add(
                                "batch " + batch.id() + " at " + batch.timeMillis() / 1000 + " s: " + rdd.collect());
                    });
            tester.advance(Duration.ofSeconds(1));
            tester.advance(Duration.ofMillis(500));
        }
        return String.join("   ", batches);
    }

    @Test
    void aListenerHearsOfEveryBatch() {
        List<String> log = new ArrayList<>();
        try (StreamTester tester = StreamTester.create()) {
            StreamingContext ssc = tester.context();
            // snippet: listener
            ssc.addListener(new StreamingListener() {
                @Override
                public void onBatchCompleted(BatchInfo info) {
                    long millis = info.totalDelay().orElse(Duration.ZERO).toMillis();
                    log.add("batch " + info.batch().id() + ": " + info.records() + " records, " + millis + " ms");
                }
            });
            // end
            tester.collect(tester.input(List.of("a", "b"), List.of()));
            tester.runBatches(2);
        }
        assertThat(log).containsExactly("batch 1: 2 records, 0 ms", "batch 2: 0 records, 0 ms");
    }
}
