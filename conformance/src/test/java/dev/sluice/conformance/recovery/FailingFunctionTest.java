package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Builder;
import dev.sluice.StreamingContext;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.data.KeyValue;
import dev.sluice.error.JobCancelledException;
import dev.sluice.error.SluiceException;
import dev.sluice.sink.Sinks;
import dev.sluice.source.GeneratorSource;
import dev.sluice.storage.Location;
import dev.sluice.testkit.storage.Fault;
import dev.sluice.testkit.storage.Survival;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Functions that throw, and what the next run makes of it. */
class FailingFunctionTest {
    private static final int BATCHES = 6;
    private static final UnaryOperator<Builder> QUARANTINE =
            builder -> builder.failures(FailurePolicy.quarantineRecords());

    private final Machine machine = new Machine();

    /** Leaves out every fifth number, and writes what was left out beside. */
    static void quarantining(StreamingContext context, Location out) {
        context.directStream("numbers", new GeneratorSource<>(4, n -> n))
                .map(FailingFunctionTest::notEveryFifth)
                .map(n -> "n" + n)
                .to(Sinks.textFiles(out, "txt"));
        context.quarantined().map(left -> "q" + left.record()).to(Sinks.textFiles(out.sibling("left"), "txt"));
    }

    private static long notEveryFifth(long n) {
        if (n % 5 == 3) {
            throw new IllegalArgumentException("a fifth");
        }
        return n;
    }

    private static Life quarantining(Machine machine) {
        return machine.start(QUARANTINE, FailingFunctionTest::quarantining);
    }

    @Test
    void whatWasQuarantinedIsInItsStreamOnceWhereverTheRunDies() {
        Machine counted = new Machine();
        Life whole = quarantining(counted).run(BATCHES);
        long operations = whole.disk().operations();
        counted.die(whole);
        for (long operation = 1; operation <= operations; operation += 3) {
            Machine dying = new Machine();
            dying.disk().inject(Fault.crashAfter(operation));
            dying.live(QUARANTINE, FailingFunctionTest::quarantining, BATCHES, Survival.POWER_CUT_ANY, operation);
            dying.disk().inject(Fault.crashAfter(operation % 37 + 30));
            dying.live(QUARANTINE, FailingFunctionTest::quarantining, BATCHES, Survival.KILLED, operation);
            dying.die(quarantining(dying).run(BATCHES));
            isEachOnce(dying, "died after operation " + operation);
        }
    }

    private static void isEachOnce(Machine machine, String moment) {
        List<String> words = new ArrayList<>();
        machine.content("counts-").forEach(line -> words.addAll(List.of(line.split(" "))));
        machine.content("left-").forEach(line -> words.addAll(List.of(line.split(" "))));
        assertThat(words).as(moment).doesNotHaveDuplicates().hasSizeGreaterThan(3 * BATCHES);
        for (String word : words) {
            long n = Long.parseLong(word.substring(1));
            assertThat(word).as(moment).startsWith(n % 5 == 3 ? "q" : "n");
        }
        List<Long> numbers = words.stream()
                .map(word -> Long.parseLong(word.substring(1)))
                .sorted()
                .toList();
        long last = numbers.get(numbers.size() - 1);
        Set<Long> missing = new HashSet<>();
        for (long n = 0; n < last; n++) {
            missing.add(n);
        }
        numbers.forEach(missing::remove);
        assertThat(missing).as(moment).allMatch(n -> n % 5 == 3 && n > last - 8);
    }

    @Test
    void anUpdateThatFailedHalfWayLeavesTheStateOfTheBatchBeforeToTheNextRun() {
        AtomicInteger updates = new AtomicInteger();
        AtomicInteger until = new AtomicInteger(10);
        Life first = machine.start((context, out) -> halfWay(context, out, updates, until))
                .run(5);
        assertThat(first.failure()).isInstanceOf(SluiceException.class).hasMessageContaining("half way");
        machine.die(first, Survival.POWER_CUT_ANY, 3);
        until.set(Integer.MAX_VALUE);
        machine.die(machine.start((context, out) -> halfWay(context, out, updates, until))
                .run(3));
        List<String> content = machine.content();
        assertThat(content).hasSizeGreaterThan(4);
        for (int batch = 1; batch <= content.size(); batch++) {
            assertThat(content.get(batch - 1).split(" ")).hasSize(8).containsOnly(String.valueOf(batch));
        }
    }

    private static void halfWay(StreamingContext context, Location out, AtomicInteger updates, AtomicInteger until) {
        context.directStream("numbers", new GeneratorSource<>(8, n -> n))
                .mapToPair(n -> KeyValue.of(n % 8, 1L))
                .<Long>updateStateByKey((values, state) -> {
                    if (updates.incrementAndGet() > until.get()) {
                        throw new IllegalStateException("half way");
                    }
                    return Sums.add(values, state);
                })
                .map(count -> String.valueOf(count.value()))
                .to(Sinks.textFiles(out, "txt"));
    }

    @Test
    void anErrorOfTheVirtualMachineEndsTheRunAndTheNextIsExact() {
        for (Error error : List.of(new OutOfMemoryError("full"), new StackOverflowError(), new AssertionError("no"))) {
            Machine world = new Machine();
            AtomicReference<@Nullable Error> thrown = new AtomicReference<>(error);
            Life first =
                    world.start((context, out) -> erring(context, out, thrown)).run(4);
            assertThat(first.failure()).as("%s", error).isNotNull();
            assertThat(world.content()).isEqualTo(Sums.first(2));
            world.die(first, Survival.POWER_CUT_ANY, 1);
            thrown.set(null);
            world.die(
                    world.start((context, out) -> erring(context, out, thrown)).run(3));
            List<String> content = world.content();
            assertThat(content).hasSizeGreaterThan(4).isEqualTo(Sums.first(content.size()));
        }
    }

    private static void erring(StreamingContext context, Location out, AtomicReference<@Nullable Error> thrown) {
        Sums.stream(context)
                .map(line -> {
                    Error error = thrown.get();
                    if (error != null && line.endsWith("=9")) {
                        throw error;
                    }
                    return line;
                })
                .to(Sinks.textFiles(out, "txt"));
    }

    @Test
    void aFunctionThatInterruptsItsThreadFailsItsBatchAndTheNextRunIsExact() {
        AtomicBoolean interrupts = new AtomicBoolean(true);
        Life life = machine.start((context, out) -> interrupting(context, out, interrupts))
                .run(4);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(life.failure()).isInstanceOf(JobCancelledException.class);
        assertThat(machine.content()).isEmpty();
        machine.die(life);
        interrupts.set(false);
        machine.die(machine.start((context, out) -> interrupting(context, out, interrupts))
                .run(3));
        assertThat(machine.content())
                .hasSizeGreaterThan(2)
                .isEqualTo(Sums.first(machine.content().size()));
    }

    private static void interrupting(StreamingContext context, Location out, AtomicBoolean interrupts) {
        Sums.stream(context)
                .map(line -> {
                    if (interrupts.get()) {
                        Thread.currentThread().interrupt();
                    }
                    return line;
                })
                .to(Sinks.textFiles(out, "txt"));
    }

    @Test
    void aRecordThatItsSinkRefusesFailsItsBatchAndIsNeverLeftOut() {
        Life life = machine.start(
                QUARANTINE,
                (context, out) -> context.directStream("numbers", new GeneratorSource<>(2, n -> n))
                        .map(n -> n == 5 ? (Object) Double.NaN : n)
                        .to(Sinks.jsonLines(out, "txt")));
        life.run(5);
        assertThat(life.failure()).isInstanceOf(SluiceException.class).hasMessageContaining("NaN");
        machine.die(life);
        assertThat(machine.content()).containsExactly("0 1", "2 3");
    }
}
