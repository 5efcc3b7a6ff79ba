package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.KeyValue;
import dev.sluice.sink.Sinks;
import dev.sluice.source.GeneratorSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that was killed comes back with another window or other batches, and is killed again. */
class ChangedWindowCrashTest {
    private static final Duration NEVER = Duration.ofDays(1);

    private final Machine machine = new Machine();

    /** The records of the last seconds themselves, two of them new in each. */
    private static Machine.Definition records(int seconds) {
        return (context, out) -> context.directStream("numbers", new GeneratorSource<>(2, n -> n))
                .window(Duration.ofSeconds(seconds))
                .map(n -> String.format("%02d", n))
                .to(Sinks.textFiles(out, "txt"));
    }

    /** The same, combined in slices. */
    private static Machine.Definition combined(int seconds, int slide) {
        return (context, out) -> context.directStream("numbers", new GeneratorSource<>(2, n -> n))
                .mapToPair(n -> KeyValue.of("all", String.format("%02d", n)))
                .reduceByKeyAndWindow((a, b) -> a + " " + b, Duration.ofSeconds(seconds), Duration.ofSeconds(slide))
                .values()
                .to(Sinks.textFiles(out, "txt"));
    }

    @ParameterizedTest(name = "killed after {0} s")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aLongerWindowOfRecordsIsTheSameWhateverTheRunsDieOf(int lived) {
        machine.die(machine.start(records(3)).run(6));
        machine.die(machine.start(records(6)).run(lived));
        machine.die(machine.start(records(6)).run(6 - lived));
        assertThat(machine.visible().subList(4, 12))
                .containsExactly(
                        "5: 04 05 06 07 08 09",
                        "6: 06 07 08 09 10 11",
                        "7: 04 05 06 07 08 09 10 11 12 13",
                        "8: 04 05 06 07 08 09 10 11 12 13 14 15",
                        "9: 06 07 08 09 10 11 12 13 14 15 16 17",
                        "10: 08 09 10 11 12 13 14 15 16 17 18 19",
                        "11: 10 11 12 13 14 15 16 17 18 19 20 21",
                        "12: 12 13 14 15 16 17 18 19 20 21 22 23");
    }

    @ParameterizedTest(name = "killed after {0} s")
    @ValueSource(ints = {0, 1, 2, 3})
    void aShorterWindowOfRecordsIsTheSameWhateverTheRunsDieOf(int lived) {
        machine.die(machine.start(records(6)).run(6));
        machine.die(machine.start(records(2)).run(lived));
        machine.die(machine.start(records(2)).run(4 - lived));
        assertThat(machine.visible().subList(5, 10))
                .containsExactly(
                        "6: 00 01 02 03 04 05 06 07 08 09 10 11",
                        "7: 10 11 12 13",
                        "8: 12 13 14 15",
                        "9: 14 15 16 17",
                        "10: 16 17 18 19");
    }

    @ParameterizedTest(name = "{0} s, then {1} s, then {2} s, then {3} s")
    @CsvSource({"3, 6, 2, 5", "6, 2, 6, 3", "1, 4, 3, 8"})
    void aWindowThatChangesAtEveryRunHoldsWhatEachOfThemLeft(int first, int second, int third, int fourth) {
        List<String> expected = new ArrayList<>();
        List<String> held = new ArrayList<>();
        for (int seconds : List.of(first, second, third, fourth)) {
            machine.die(machine.start(combined(seconds, 1)).run(4));
            for (int batch = 0; batch < 4; batch++) {
                int n = 2 * expected.size();
                held.add(String.format("%02d %02d", n, n + 1));
                held.subList(0, Math.max(0, held.size() - seconds)).clear();
                expected.add(String.join(" ", held));
            }
        }
        assertThat(machine.content()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "from {0} ms to {1} ms, killed after {2} s")
    @CsvSource({
        "1000, 2000, 3",
        "1000, 2000, 1",
        "1000, 4000, 3",
        "2000, 1000, 6",
        "500, 2000, 3",
        "2000, 500, 6",
        "1000, 1000, 3"
    })
    void batchesThatWerePlannedAtAnotherIntervalLoseNothing(long interval, long newInterval, int seconds) {
        machine.die(machine.start(
                        builder -> builder.batchInterval(Duration.ofMillis(interval))
                                .snapshotInterval(NEVER),
                        combined(8, 4))
                .run(seconds));
        for (int life = 0; life < 2; life++) {
            machine.die(machine.start(builder -> builder.batchInterval(Duration.ofMillis(newInterval)), combined(8, 4))
                    .run(4));
        }
        assertThat(String.join(" ", machine.content()).split(" ")).contains("00", "01", "02", "03", "04", "05");
        assertThat(machine.visible().get(0)).startsWith("4: 00 01 02 03 04 05 0");
        assertThat(machine.visible().get(1)).startsWith("8: 00 01 02 03 04 05 06 07 08 09 10 11 12");
    }
}
