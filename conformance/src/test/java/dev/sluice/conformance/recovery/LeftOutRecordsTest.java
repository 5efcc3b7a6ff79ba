package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Builder;
import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.data.KeyValue;
import dev.sluice.sink.Sinks;
import dev.sluice.source.GeneratorSource;
import dev.sluice.storage.Location;
import dev.sluice.testkit.storage.Fault;
import dev.sluice.testkit.storage.Survival;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A record that was left out because a function over many records failed on it stays left out. */
class LeftOutRecordsTest {
    private static final UnaryOperator<Builder> QUARANTINE =
            builder -> builder.failures(FailurePolicy.quarantineRecords());

    private static void define(StreamingContext context, Location out) {
        DStream<Long> numbers = context.directStream("numbers", new GeneratorSource<>(2, n -> n));
        numbers.mapToPair(n -> KeyValue.of(n % 2 == 0 ? "even" : "odd", n))
                .<Long>updateStateByKey(Sums::add)
                .map(sum -> sum.key() + "=" + sum.value())
                .to(Sinks.textFiles(out, "txt"));
        numbers.mapPartitions(records -> {
                    List<Long> all = new ArrayList<>();
                    records.forEachRemaining(all::add);
                    if (all.contains(5L)) {
                        throw new IllegalStateException("five");
                    }
                    return all.iterator();
                })
                .map(String::valueOf)
                .to(Sinks.textFiles(out.sibling("same"), "txt"));
        context.quarantined()
                .map(left -> left.record() + "(" + left.operator() + ")")
                .to(Sinks.textFiles(out.sibling("left"), "txt"));
    }

    private static Life start(Machine machine) {
        return machine.start(QUARANTINE, LeftOutRecordsTest::define);
    }

    @Test
    void theStateAndTheQuarantineAreTheSameWhereverARunDies() {
        Machine whole = new Machine();
        Life counted = start(whole).run(6);
        long operations = counted.disk().operations();
        whole.die(counted);
        assertThat(whole.content("left-")).containsExactly("5(mapPartitions)");
        for (long operation = 100; operation <= operations; operation += 2) {
            String moment = "died after operation " + operation;
            Machine dying = new Machine();
            dying.disk().inject(Fault.crashAfter(operation));
            dying.live(QUARANTINE, LeftOutRecordsTest::define, 6, Survival.POWER_CUT_ORDERED, operation);
            dying.die(start(dying).run(6));
            assertThat(dying.content()).as(moment).startsWith(whole.content().toArray(String[]::new));
            assertThat(dying.content("same-"))
                    .as(moment)
                    .startsWith(whole.content("same-").toArray(String[]::new));
            assertThat(dying.content("left-")).as(moment).containsExactly("5(mapPartitions)");
        }
    }
}
