package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.error.OutputConflictException;
import dev.sluice.file.Rolling;
import dev.sluice.sink.Sink;
import dev.sluice.sink.Sinks;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import dev.sluice.testkit.storage.Fault;
import dev.sluice.testkit.storage.Operation;
import dev.sluice.testkit.storage.Survival;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A program that dies and goes on with another number of partitions: what it had written is still the same. */
class OtherPartitionsTest {
    /** Where the lines go. */
    enum Output {
        DIRECTORIES(out -> Sinks.textFiles(out, "txt")),
        ROLLING(out -> Sinks.rollingText(out, "txt", Rolling.of(1 << 20, Duration.ofSeconds(1)))),
        ROLLING_AT_ONCE(out -> Sinks.rollingText(out, "txt", Rolling.of(1, Duration.ofSeconds(1))));

        private final Function<Location, Sink<String>> sink;

        Output(Function<Location, Sink<String>> sink) {
            this.sink = sink;
        }
    }

    /** From one life to the next. */
    enum Change {
        MORE_CORES(new DividedSums(2, 0), new DividedSums(5, 0)),
        FEWER_CORES(new DividedSums(4, 0), new DividedSums(1, 0)),
        MORE_PARTITIONS(new DividedSums(2, 2), new DividedSums(2, 7));

        private final DividedSums before;
        private final DividedSums after;

        Change(DividedSums before, DividedSums after) {
            this.before = before;
            this.after = after;
        }
    }

    private Machine machine = new Machine();

    static Stream<Arguments> all() {
        return Arrays.stream(Output.values())
                .flatMap(output -> Arrays.stream(Change.values()).map(change -> Arguments.of(output, change)));
    }

    private static Machine.Definition program(Output output, DividedSums sums) {
        return sums.to(output.sink, line -> line);
    }

    /** All that a reader finds, by path. */
    private Map<String, String> visible() {
        Map<String, String> files = new TreeMap<>();
        Storage view = machine.disk().view();
        if (view.exists("out")) {
            collect(view, "out", files);
        }
        return files;
    }

    private static void collect(Storage view, String directory, Map<String, String> files) {
        for (Entry entry : view.list(directory)) {
            String path = directory + "/" + entry.name();
            if (entry.name().startsWith(".") || entry.name().startsWith("_")) {
                continue;
            }
            if (entry.kind() == Entry.Kind.DIRECTORY) {
                collect(view, path, files);
            } else {
                files.put(path, new String(view.read(path, 0, 1 << 20), StandardCharsets.UTF_8));
            }
        }
    }

    private List<String> lines() {
        return visible().values().stream().flatMap(String::lines).sorted().toList();
    }

    /** Lives once more, to a good end; what was visible stays, and every record is there once. */
    private void assertGoesOn(Output output, DividedSums sums, String moment) {
        Map<String, String> before = visible();
        Life life = machine.start(sums::on, program(output, sums)).run(3);
        assertThat(life.failure()).as(moment).isNull();
        machine.stop(life);
        assertThat(visible()).as(moment).containsAllEntriesOf(before);
        List<String> lines = lines();
        assertThat(lines)
                .as(moment)
                .hasSizeGreaterThanOrEqualTo(3 * DividedSums.KEYS)
                .isEqualTo(DividedSums.expected(lines.size() / DividedSums.KEYS));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aProgramThatDiedAtAnyOperationGoesOnWithAnotherNumberOfPartitions(Output output, Change change) {
        long operations = operations(output, change.before);
        assertThat(operations).isGreaterThan(100);
        for (long operation = 1; operation <= operations; operation++) {
            machine = new Machine();
            machine.disk().inject(Fault.crashAfter(operation));
            Survival survival = Survival.values()[(int) operation % Survival.values().length];
            machine.live(change.before::on, program(output, change.before), 3, survival, operation);
            assertGoesOn(output, change.after, "died at " + operation + ", " + survival);
        }
    }

    private static long operations(Output output, DividedSums sums) {
        Machine machine = new Machine();
        Life life = machine.start(sums::on, program(output, sums)).run(3);
        long operations = life.disk().operations();
        machine.die(life);
        return operations;
    }

    @ParameterizedTest
    @EnumSource
    void aBatchThatWasVisibleAndNotCommittedStaysAsItIs(Change change) {
        dieWithTheThirdBatchVisible(change.before);
        assertThat(lines()).isEqualTo(DividedSums.expected(3));
        assertGoesOn(Output.DIRECTORIES, change.after, change.name());
        assertThat(partsOf(3)).isEqualTo(partsOf(2)).isNotEqualTo(partsOf(4));
    }

    private void dieWithTheThirdBatchVisible(DividedSums sums) {
        Life life = machine.start(sums::on, program(Output.DIRECTORIES, sums)).run(2);
        machine.disk().inject(Fault.crashAfter(1).only(Operation.RENAME).under("out/counts-"));
        life.run(1);
        assertThat(machine.disk().isCrashed()).isTrue();
        machine.die(life);
    }

    private long partsOf(int batch) {
        String directory = "out/counts-" + (Machine.FIRST_START.toEpochMilli() + batch * 1000L) + ".txt/";
        return visible().keySet().stream()
                .filter(path -> path.startsWith(directory))
                .count();
    }

    @ParameterizedTest
    @EnumSource
    void otherRecordsInAnotherNumberOfPartitionsAreRefused(Change change) {
        dieWithTheThirdBatchVisible(change.before);
        Map<String, String> seen = visible();
        assertRefused(change.after, line -> line.startsWith("key7=") ? line + " and more" : line);
        assertRefused(change.after, line -> line.startsWith("key7=") ? line.replace("key7", "key8") : line);
        assertThat(visible()).isEqualTo(seen);
        assertGoesOn(Output.DIRECTORIES, change.after, change.name());
    }

    private void assertRefused(DividedSums sums, UnaryOperator<String> changed) {
        Life life = machine.start(sums::on, sums.to(Output.DIRECTORIES.sink, changed))
                .run(1);
        assertThat(life.failure())
                .isInstanceOf(OutputConflictException.class)
                .hasMessageContaining(
                        "it is there already with other content: of its 11 records some would be others now");
        machine.die(life);
    }
}
