package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Builder;
import dev.sluice.StreamingContext;
import dev.sluice.batch.BatchInterval;
import dev.sluice.data.KeyValue;
import dev.sluice.file.Rolling;
import dev.sluice.sink.Sinks;
import dev.sluice.source.GeneratorSource;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import dev.sluice.testkit.storage.Fault;
import dev.sluice.testkit.storage.Survival;
import dev.sluice.time.Micros;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs with batches of a quarter of a millisecond die and go on, with windows, snapshots and files of all kinds. */
class ShortBatchesRecoveryTest {
    private static final int RECORDS_PER_SECOND = 4_000;
    private static final Duration WINDOW = micros(1_500);
    private static final Duration SLIDE = micros(500);

    private final Machine machine = new Machine();

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }

    private static Builder fixed(Builder builder) {
        return builder.batchInterval(micros(250)).snapshotInterval(Duration.ofMillis(1));
    }

    private static Builder selfClocked(Builder builder) {
        return fixed(builder).batchInterval(BatchInterval.auto(micros(250), Duration.ofMillis(5)));
    }

    /** One number in each batch: as it is, in windows kept and added up, and in files of many batches. */
    private static void program(StreamingContext context, Location out) {
        var numbers = context.directStream("numbers", new GeneratorSource<>(RECORDS_PER_SECOND, n -> n));
        numbers.map(String::valueOf).to(Sinks.textFiles(out, "txt"));
        numbers.window(WINDOW, SLIDE).map(String::valueOf).to(Sinks.textFiles(out.sibling("kept"), "txt"));
        numbers.mapToPair(number -> KeyValue.of(1, number))
                .reduceByKeyAndWindow(Long::sum, WINDOW, SLIDE)
                .map(sum -> "" + sum.value())
                .to(Sinks.textFiles(out.sibling("sums"), "txt"));
        numbers.map(String::valueOf)
                .to(Sinks.rollingText(out.sibling("rolling"), "txt", Rolling.of(1 << 20, Duration.ofMillis(2))));
    }

    @Test
    void everyRecordIsThereOnceWhereverTheRunDies() {
        for (int life = 0; life < 6; life++) {
            Life running = machine.start(ShortBatchesRecoveryTest::fixed, ShortBatchesRecoveryTest::program);
            running.clock().advance(micros(2_000 + 1_370 * life));
            machine.die(running);
        }
        requireWhole(machine, 20);
    }

    @Test
    void everyRecordIsThereOnceWhicheverOperationOfTheDiskIsTheLast() {
        for (int operation = 1; operation < 400; operation += 7) {
            requireGoingOnAfter(operation, ShortBatchesRecoveryTest::fixed);
        }
    }

    @Test
    void selfClockedBatchesGoOnToo() {
        for (int operation = 5; operation < 400; operation += 23) {
            requireGoingOnAfter(operation, ShortBatchesRecoveryTest::selfClocked);
        }
    }

    private static void requireGoingOnAfter(int operation, UnaryOperator<Builder> settings) {
        Machine dying = new Machine();
        dying.disk().inject(Fault.crashAfter(operation));
        liveUntilTheCrash(dying, settings, operation);
        Life after = dying.start(settings, ShortBatchesRecoveryTest::program);
        after.clock().advance(Duration.ofMillis(5));
        dying.stop(after);
        requireWhole(dying, 10);
    }

    private static void liveUntilTheCrash(Machine dying, UnaryOperator<Builder> settings, int operation) {
        Life life;
        try {
            life = dying.start(settings, ShortBatchesRecoveryTest::program);
        } catch (Throwable dead) {
            assertThat(dying.disk().isCrashed()).isTrue();
            dying.reboot(Survival.POWER_CUT_ANY, operation);
            return;
        }
        life.clock().advance(Duration.ofMillis(4));
        dying.die(life, Survival.POWER_CUT_ANY, operation);
    }

    @Test
    void aRunGoesOnWithLongerBatchesAndWithShorterOnesAgain() {
        List<UnaryOperator<Builder>> intervals = List.of(
                ShortBatchesRecoveryTest::fixed,
                builder -> fixed(builder).batchInterval(micros(500)),
                ShortBatchesRecoveryTest::selfClocked,
                ShortBatchesRecoveryTest::fixed);
        for (UnaryOperator<Builder> interval : intervals) {
            Life running = machine.start(interval, ShortBatchesRecoveryTest::program);
            running.clock().advance(micros(5_250));
            machine.die(running);
        }
        assertThat(numbers(machine, "counts"))
                .isEqualTo(upTo(numbers(machine, "counts").size()));
    }

    /** Every number is in one batch, and each window holds what the batches of its time hold. */
    private static void requireWhole(Machine machine, int least) {
        TreeMap<Long, List<Long>> batches = batches(machine, "counts");
        List<Long> numbers = batches.values().stream().flatMap(List::stream).toList();
        assertThat(numbers).hasSizeGreaterThan(least).isEqualTo(upTo(numbers.size()));
        TreeMap<Long, List<Long>> sums = batches(machine, "sums");
        assertThat(sums).isNotEmpty();
        batches(machine, "kept").forEach((end, kept) -> {
            List<Long> expected = batches.subMap(end - Micros.of(WINDOW), false, end, true).values().stream()
                    .flatMap(List::stream)
                    .toList();
            assertThat(kept).as("window at %d", end).isEqualTo(expected);
            assertThat(sums.getOrDefault(end, List.of()))
                    .as("sum at %d", end)
                    .containsExactly(expected.stream().mapToLong(n -> n).sum());
        });
        List<Long> rolled = numbers(machine, "rolling");
        assertThat(rolled).isNotEmpty().isEqualTo(upTo(rolled.size()));
    }

    private static List<Long> numbers(Machine machine, String output) {
        return batches(machine, output).values().stream().flatMap(List::stream).toList();
    }

    /** The sorted numbers of an output by the time of their batch; rolling files by the time of their last. */
    private static TreeMap<Long, List<Long>> batches(Machine machine, String output) {
        TreeMap<Long, List<Long>> batches = new TreeMap<>();
        Storage disk = machine.disk().view();
        for (Entry entry : disk.list("out")) {
            if (entry.name().startsWith(output + "-")) {
                String time = entry.name().replaceAll(".*-|\\.txt", "");
                batches.put(Micros.parse(time), lines(disk, entry));
            }
        }
        return batches;
    }

    private static List<Long> lines(Storage disk, Entry entry) {
        String path = "out/" + entry.name();
        List<Long> numbers = new ArrayList<>();
        Stream<String> files = entry.kind() == Entry.Kind.DIRECTORY
                ? disk.list(path).stream()
                        .map(Entry::name)
                        .filter(name -> name.startsWith("part-"))
                        .map(name -> path + "/" + name)
                : Stream.of(path);
        files.map(file -> new String(disk.read(file, 0, Integer.MAX_VALUE), StandardCharsets.UTF_8))
                .flatMap(String::lines)
                .map(Long::valueOf)
                .forEach(numbers::add);
        return numbers.stream().sorted().toList();
    }

    private static List<Long> upTo(long end) {
        return LongStream.range(0, end).boxed().toList();
    }
}
