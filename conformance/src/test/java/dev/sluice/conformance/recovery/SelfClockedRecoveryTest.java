package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Builder;
import dev.sluice.StreamingContext;
import dev.sluice.batch.BatchInterval;
import dev.sluice.sink.Sinks;
import dev.sluice.source.GeneratorSource;
import dev.sluice.storage.Location;
import dev.sluice.testkit.storage.Fault;
import dev.sluice.testkit.storage.Survival;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A self-clocked run that dies goes on as any other: the same batches again, then batches at new times. */
class SelfClockedRecoveryTest {
    private final Machine machine = new Machine();

    private static Builder selfClocked(Builder builder) {
        return builder.batchInterval(BatchInterval.auto(Duration.ofSeconds(1), Duration.ofSeconds(10)));
    }

    private static void numbers(StreamingContext context, Location out) {
        context.directStream("numbers", new GeneratorSource<>(2, n -> n))
                .map(String::valueOf)
                .to(Sinks.textFiles(out, "txt"));
    }

    @Test
    void everyRecordIsThereOnceWhereverTheRunDies() {
        for (int life = 0; life < 5; life++) {
            Life running = machine.start(SelfClockedRecoveryTest::selfClocked, SelfClockedRecoveryTest::numbers);
            running.clock().advance(Duration.ofMillis(3_300 + 700L * life));
            machine.die(running);
            machine.pass(Duration.ofMillis(1_300));
        }
        assertThat(numbers(machine))
                .hasSizeGreaterThan(20)
                .isEqualTo(upTo(numbers(machine).size()));
    }

    @Test
    void everyRecordIsThereOnceWhicheverOperationOfTheDiskIsTheLast() {
        for (int operation = 1; operation < 120; operation += 3) {
            Machine dying = new Machine();
            dying.disk().inject(Fault.crashAfter(operation));
            dying.live(
                    SelfClockedRecoveryTest::selfClocked,
                    SelfClockedRecoveryTest::numbers,
                    5,
                    Survival.POWER_CUT_ANY,
                    operation);
            Life after = dying.start(SelfClockedRecoveryTest::selfClocked, SelfClockedRecoveryTest::numbers);
            dying.stop(after.run(5));
            List<Long> numbers = numbers(dying);
            assertThat(numbers)
                    .as("crash after %d operations", operation)
                    .hasSizeGreaterThan(5)
                    .isEqualTo(upTo(numbers.size()));
        }
    }

    @Test
    void aRunGoesOnWithAnotherRhythm() {
        Life fixed = machine.start(
                builder -> builder.batchInterval(Duration.ofSeconds(2)), SelfClockedRecoveryTest::numbers);
        fixed.clock().advance(Duration.ofSeconds(10));
        machine.die(fixed);
        Life own = machine.start(SelfClockedRecoveryTest::selfClocked, SelfClockedRecoveryTest::numbers);
        own.clock().advance(Duration.ofSeconds(10));
        machine.die(own);
        assertThat(numbers(machine))
                .hasSizeGreaterThan(30)
                .isEqualTo(upTo(numbers(machine).size()));
    }

    /** All numbers of the output, in order. */
    private static List<Long> numbers(Machine machine) {
        return machine.content().stream()
                .flatMap(lines -> Stream.of(lines.split(" ")))
                .filter(number -> !number.isEmpty())
                .map(Long::valueOf)
                .sorted()
                .toList();
    }

    private static List<Long> upTo(long end) {
        return LongStream.range(0, end).boxed().toList();
    }
}
