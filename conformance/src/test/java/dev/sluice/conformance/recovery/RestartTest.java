package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Builder;
import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.error.FencedException;
import dev.sluice.event.RecoveryReport;
import dev.sluice.event.StreamingListener;
import dev.sluice.file.Rolling;
import dev.sluice.sink.Sinks;
import dev.sluice.source.GeneratorSource;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.Location;
import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** A run that ends without a word, and the next one on the same directory. */
class RestartTest {
    private final ManualClock clock = new ManualClock();
    private final InMemoryStorage storage = new InMemoryStorage(clock);
    private final List<String> seen = new ArrayList<>();

    @Test
    void aRunGoesOnWhereTheOneBeforeWasCutOff() {
        StreamingContext first = counting();
        first.start();
        clock.advance(Duration.ofSeconds(3));
        StreamingContext second = counting();
        second.start();
        clock.advance(Duration.ofSeconds(2));
        assertThat(seen)
                .containsExactly("1: {0=1, 1=1}", "2: {0=2, 1=2}", "3: {0=3, 1=3}", "4: {0=4, 1=4}", "5: {0=5, 1=5}");
    }

    @Test
    void listenersAreToldWhatWasFound() {
        List<RecoveryReport> reports = new ArrayList<>();
        StreamingListener listener = new StreamingListener() {
            @Override
            public void onRecovered(RecoveryReport report) {
                reports.add(report);
            }
        };
        StreamingContext first = counting();
        first.addListener(listener);
        first.start();
        clock.advance(Duration.ofSeconds(3));
        assertThat(reports).isEmpty();
        clock.advance(Duration.ofMillis(500));
        StreamingContext second = counting();
        second.addListener(listener);
        second.start();

        RecoveryReport report = reports.get(0);
        assertThat(report.epoch()).isEqualTo(2);
        assertThat(report.settledBatch()).isEqualTo(2);
        assertThat(report.batchesAgain()).isEqualTo(1);
        assertThat(report.missed()).isZero();
        assertThat(report.states()).extracting(RecoveryReport.StateReport::fate).containsOnly(RecoveryReport.Fate.KEPT);
    }

    @Test
    void aRunGoesOnAtTheVeryFirstSnapshot() {
        counting().start();
        clock.advance(Duration.ofSeconds(2));
        counting().start();
        clock.advance(Duration.ofSeconds(1));
        assertThat(seen).containsExactly("1: {0=1, 1=1}", "2: {0=2, 1=2}", "3: {0=3, 1=3}");
    }

    @Test
    void aRunThatWasTakenOverFromEndsFencedWhateverItTripsOver() {
        StreamingContext first = writing();
        first.start();
        clock.advance(Duration.ofSeconds(1));
        StreamingContext second = writing();
        second.start();
        clock.advance(Duration.ofSeconds(1));
        assertThat(first.failure())
                .get(InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(FencedException.class)
                .hasMessage(
                        "the run with number 1 in 'memory' is over: a later run has taken over; nothing of it is lost,"
                                + " but only one run can write there; start no two on one directory");
        assertThat(first.failure().orElseThrow().getSuppressed())
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .hasMessageContaining("cannot create")
                .hasMessageContaining("no such file or directory");
        assertThat(second.failure()).isEmpty();
    }

    /** Its outputs hold back what they write in a place that a later run takes away. */
    private StreamingContext writing() {
        StreamingContext ssc = builder("writing").build();
        ssc.directStream("numbers", new GeneratorSource<>(2, n -> n))
                .map(Object::toString)
                .to(Sinks.rollingText(
                        new Location(storage, "out/numbers"), "", Rolling.of(1 << 20, Duration.ofDays(1))));
        return ssc;
    }

    private StreamingContext counting() {
        StreamingContext ssc = builder("counting").build();
        DStream<Long> numbers = ssc.directStream("numbers", new GeneratorSource<>(2, n -> n));
        numbers.mapToPair(n -> KeyValue.of(n % 2, 1L))
                .<Long>updateStateByKey((values, state) -> Optional.of(state.orElse(0L) + values.size()))
                .foreachRdd((rdd, batch) -> seen.add(batch.id() + ": " + new TreeMap<>(rdd.collectAsMap())));
        return ssc;
    }

    private Builder builder(String name) {
        return StreamingContext.builder(name)
                .batchInterval(Duration.ofSeconds(1))
                .master("local[2]")
                .checkpoint(storage, "memory")
                .snapshotInterval(Duration.ofSeconds(2))
                .clock(clock);
    }
}
