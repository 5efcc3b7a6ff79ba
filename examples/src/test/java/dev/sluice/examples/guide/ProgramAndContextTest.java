package dev.sluice.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.StreamingContext;
import dev.sluice.StreamingContextState;
import dev.sluice.batch.BatchInterval;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.batch.OverloadPolicy;
import dev.sluice.batch.StopReport;
import dev.sluice.data.KeyValue;
import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.error.OperatorException;
import dev.sluice.rdd.Rdd;
import dev.sluice.source.PushSource;
import dev.sluice.source.Sources;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/program-and-context.md. */
class ProgramAndContextTest {
    private static final MarkdownPage PAGE = MarkdownPage.ofGuide("program-and-context.md");

    @Test
    void aBuilderTakesWhatAProgramNeeds() {
        // snippet: builder
        StreamingContext ssc = StreamingContext.builder("orders")
                .batchInterval(Duration.ofMillis(100))
                .overload(OverloadPolicy.coalesce())
                .failures(FailurePolicy.retry(3, Duration.ofSeconds(1)))
                .stopTimeout(Duration.ofSeconds(10))
                .stopGracefullyOnShutdown(true)
                .build();
        // end
        assertThat(ssc.state()).isEqualTo(StreamingContextState.INITIALIZED);
        ssc.close();
        assertThat(ssc.state()).isEqualTo(StreamingContextState.STOPPED);
    }

    @Test
    void aSelfClockedBatchBeginsWhenARecordComes() {
        // snippet: self-clocked
        StreamingContext ssc = StreamingContext.builder("alerts")
                .batchInterval(BatchInterval.auto(Duration.ofMillis(1), Duration.ofMillis(100)))
                .build();
        // end
        PushSource<String> alerts = new PushSource<>();
        List<String> seen = new ArrayList<>();
        ssc.stream(Sources.push(alerts)).foreachRdd((rdd, batch) -> seen.addAll(rdd.collect()));
        ssc.start();
        assertThat(alerts.push("fire").orTimeout(1, TimeUnit.MINUTES).join().id())
                .isPositive();
        ssc.close();
        assertThat(seen).containsExactly("fire");
    }

    @Test
    void allThatIsWrongWithTheSettingsIsToldAtOnce() {
        assertThatThrownBy(() -> StreamingContext.builder("orders")
                        .batchInterval(Duration.ZERO)
                        .maxRate(0)
                        .build())
                .hasMessage(PAGE.text("text settings"));
    }

    @Test
    void aGracefulStopProcessesWhatWasTakenIn() {
        PushSource<String> orders = new PushSource<>();
        try (StreamTester tester = StreamTester.create()) {
            StreamingContext ssc = tester.context();
            List<Long> counts = new ArrayList<>();
            ssc.stream(Sources.push(orders)).count().foreachRdd(count -> counts.addAll(count.collect()));
            ssc.start();
            orders.push("one order", "and one more");
            // snippet: stop
            StopReport report = ssc.stop(true, Duration.ofSeconds(10));
            if (!report.complete()) {
                System.err.println(report.recordsLeft() + " records were not processed: " + report);
            }
            // end
            assertThat(counts).containsExactly(2L);
            assertThat(report).hasToString(PAGE.text("text stop"));
        }
    }

    @Test
    void anExplanationShowsTheProgramBeforeItRuns() {
        try (StreamTester tester = StreamTester.create(Duration.ofMillis(100))) {
            StreamingContext ssc = tester.context();
            // snippet: explain
            DStream<String> lines = ssc.socketTextStream("localhost", 9999);
            PairDStream<String, Long> words =
                    lines.flatMap(line -> List.of(line.split(" "))).mapToPair(word -> KeyValue.of(word, 1L));
            words.reduceByKey(Long::sum).print();
            words.reduceByKeyAndWindow(Long::sum, Duration.ofMinutes(1), Duration.ofSeconds(1))
                    .id("last-minute")
                    .print();
            System.out.println(ssc.explain());
            // end
            assertThat(inProgram(ssc.explain())).isEqualTo(PAGE.text("text explain"));
        }
    }

    /** The text as a program of this name would have given it; lines are counted from that of the socket. */
    private static String inProgram(String text) {
        int first = text.lines()
                .filter(line -> line.contains("socketTextStream"))
                .map(line -> line.replaceAll(".*Test.java:(\\d+).*", "$1"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElseThrow();
        return Pattern.compile("ProgramAndContextTest.java:(\\d+)")
                .matcher(text.stripTrailing())
                .replaceAll(line -> "Words.java:" + (Integer.parseInt(line.group(1)) - first + 12));
    }

    @Test
    void aFailureNamesTheOperatorAndTheLine() {
        try (StreamTester tester = StreamTester.create()) {
            tester.collect(tester.input(List.of("12", "a dozen")).map(Integer::parseInt));
            Throwable failure = tester.failureWithin(1);
            assertThat(failure).isInstanceOf(OperatorException.class);
            assertThat(failure.getMessage().replaceAll("\\w+Test.java:\\d+", "Orders.java:17"))
                    .isEqualTo(PAGE.text("text failure"));
        }
    }

    @Test
    void whatCannotTravelToAClusterIsNamedInStrictMode() {
        DateTimeFormatter format = DateTimeFormatter.ISO_DATE;
        try (StreamTester tester = StreamTester.create(builder -> builder.strict(true))) {
            tester.collect(tester.input(List.of("2026-11-22")).map(day -> LocalDate.parse(day, format)));
            assertThat(tester.failureWithin(1).getMessage().replaceAll("\\w+Test.java:\\d+", "Orders.java:17"))
                    .isEqualTo(PAGE.text("text strict"));
        }
    }

    @Test
    void definitionsEndWithTheStart() {
        try (StreamTester tester = StreamTester.create()) {
            DStream<Integer> numbers = tester.input(List.of(1));
            numbers.print();
            tester.start();
            Throwable failure = catchThrowable(() -> numbers.count());
            assertThat(failure).isInstanceOf(IllegalLifecycleException.class);
            assertThat(failure.getMessage().replaceAll("\\w+Test.java:\\d+", "Orders.java:31"))
                    .isEqualTo(PAGE.text("text late"));
        }
    }

    @Test
    void pastBatchesCanBeLookedAt() {
        try (StreamTester tester = StreamTester.create(builder -> builder.remember(Duration.ofMinutes(1)))) {
            StreamingContext ssc = tester.context();
            DStream<Long> counts =
                    tester.input(List.of("a"), List.of("b", "c"), List.of()).count();
            counts.print();
            tester.runBatches(3);
            Instant now = Instant.ofEpochSecond(3);
            // snippet: slice
            List<Rdd<Long>> lastMinute = counts.slice(now.minus(Duration.ofMinutes(1)), now);
            long most = lastMinute.stream().mapToLong(Rdd::first).max().orElse(0);
            // end
            assertThat(most).isEqualTo(2);
            assertThat(ssc.failure()).isEmpty();
        }
    }
}
