package dev.sluice.conformance.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Builder;
import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.source.GeneratorSource;
import dev.sluice.source.PushSource;
import dev.sluice.source.Sources;
import dev.sluice.storage.Storage;
import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A program with a state, a window, a receiver and outputs of each kind; what its actions do is noted. */
final class Shop {
    final ManualClock clock = new ManualClock();
    final Map<Long, String> seen = new TreeMap<>();
    private final Storage storage;
    private final String files;
    int calls;
    private PushSource<String> orders = new PushSource<>();

    /** A shop that keeps what it needs here. */
    Shop(Storage storage, String files) {
        this.storage = storage;
        this.files = files;
    }

    StreamingContext context(UnaryOperator<Builder> more) {
        StreamingContext ssc = more.apply(StreamingContext.builder("shop")
                        .batchInterval(Duration.ofSeconds(1))
                        .master("local[2]")
                        .checkpoint(storage, "the shop's directory")
                        .snapshotInterval(Duration.ofSeconds(3))
                        .clock(clock))
                .build();
        PairDStream<Long, Long> sums = ssc.directStream("numbers", new GeneratorSource<>(4, n -> n).partitions(2))
                .mapToPair(n -> KeyValue.of(n % 3, n))
                .<Long>updateStateByKey((values, sum) -> Optional.of(
                        sum.orElse(0L) + values.stream().mapToLong(n -> n).sum()))
                .id("sums");
        sums.foreachRdd((rdd, batch) -> {
            calls++;
            seen.put(batch.id(), rdd.glom().collect().toString());
        });
        sums.saveAsTextFiles(files);
        orders = new PushSource<>();
        DStream<String> received = ssc.stream(Sources.push(orders));
        received.window(Duration.ofSeconds(4), Duration.ofSeconds(2)).foreachRdd(rdd -> calls++);
        received.print();
        return ssc;
    }

    /** The next run dies when it has copied the end of the log and nothing names the copy yet. */
    void dieWithADraft() {
        Storage full = FullDisk.without("log-00000002-00000002", storage);
        assertThatThrownBy(() -> new Shop(full, files).run(1)).hasMessageContaining("no space");
        assertThat(storage.exists("log-00000002-00000001")).isTrue();
    }

    /** Runs batches from an order each, and leaves without a word, as a process that is killed. */
    void run(int batches) {
        context(builder -> builder).start();
        for (int i = 0; i < batches; i++) {
            var unused = orders.push("order " + (seen.size() + 1));
            clock.advance(Duration.ofSeconds(1));
        }
    }
}
