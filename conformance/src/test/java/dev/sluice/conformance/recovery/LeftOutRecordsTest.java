package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.data.KeyValue;
import dev.sluice.sink.Sinks;
import dev.sluice.source.GeneratorSource;
import dev.sluice.storage.Location;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A record that was left out because a function over many records failed on it stays left out. */
class LeftOutRecordsTest {
    private static void define(StreamingContext context, Location out) {
        DStream<Long> numbers = context.directStream("numbers", new GeneratorSource<>(2, n -> n));
        numbers.mapToPair(n -> KeyValue.of(n % 2 == 0 ? "even" : "odd", n))
                .<Long>updateStateByKey(Sums::add)
                .map(sum -> sum.key() + "=" + sum.value())
                .to(Sinks.textFiles(out, "txt"));
        numbers.mapPartitions(records -> {
                    List<Long> all = new java.util.ArrayList<>();
                    records.forEachRemaining(all::add);
                    if (all.contains(5L)) {
                        throw new IllegalStateException("five");
                    }
                    return all.iterator();
                })
                .map(String::valueOf)
                .to(Sinks.textFiles(out.sibling("same"), "txt"));
    }

    private static Life start(Machine machine) {
        return machine.start(builder -> builder.failures(FailurePolicy.quarantineRecords()), LeftOutRecordsTest::define);
    }

    @Test
    void theStateIsTheSameWhereverARunDies() {
        Machine whole = new Machine();
        whole.die(start(whole).run(5));
        for (int batches = 1; batches < 5; batches++) {
            Machine dying = new Machine();
            dying.die(start(dying).run(batches));
            dying.die(start(dying).run(5 - batches));
            assertThat(dying.content("same-")).as("died after %d", batches).isEqualTo(whole.content("same-"));
            assertThat(dying.content()).as("died after %d", batches).isEqualTo(whole.content());
        }
    }
}
