package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.error.OutputConflictException;
import dev.sluice.error.SluiceException;
import dev.sluice.sink.Sinks;
import dev.sluice.storage.Location;
import dev.sluice.testkit.storage.Fault;
import dev.sluice.testkit.storage.Operation;
import dev.sluice.testkit.storage.Step;
import dev.sluice.testkit.storage.Survival;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was visible before a death is neither repeated nor changed after it. */
class OutputOnceTest {
    private static final String THIRD = "out/counts-" + (Machine.FIRST_START.toEpochMilli() + 3000) + ".txt/part-00000";

    private final Machine machine = new Machine();

    @ParameterizedTest
    @EnumSource
    void aBatchThatWasVisibleAndNotCommittedIsTheSameUnderTheSameName(Survival survival) {
        Life life = machine.start(Sums::define).run(2);
        machine.disk().inject(Fault.crashAfter(1).only(Operation.RENAME).under("out/counts-"));
        life.run(1);
        assertThat(machine.disk().isCrashed()).isTrue();
        List<String> seen = machine.visible();
        assertThat(seen).hasSize(3).last().isEqualTo("3: " + Sums.of(3));
        long stamped = modified(machine, THIRD);
        machine.die(life, survival, 1);
        machine.die(machine.start(Sums::define).run(1));
        assertThat(machine.visible()).startsWith(seen.toArray(String[]::new)).hasSize(4);
        assertThat(machine.content()).isEqualTo(Sums.first(4));
        assertThat(modified(machine, THIRD)).isEqualTo(stamped);
    }

    private static long modified(Machine machine, String path) {
        String directory = path.substring(0, path.lastIndexOf('/'));
        return machine.disk().view().list(directory).stream()
                .filter(entry -> path.endsWith(entry.name()))
                .findFirst()
                .orElseThrow()
                .modified()
                .toEpochMilli();
    }

    @Test
    void someoneWhoLooksAtEveryMomentSeesWholeBatchesInOrder() {
        List<String> complaints = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            machine.disk().observe(step -> look(step, complaints));
            machine.die(machine.start(Sums::define).run(3), Survival.KILLED, round);
        }
        assertThat(complaints).isEmpty();
        assertThat(machine.content()).isEqualTo(Sums.first(9));
    }

    private void look(Step step, List<String> complaints) {
        List<String> content = machine.content();
        if (!content.equals(Sums.first(content.size()))) {
            complaints.add(step + ": " + content);
        }
    }

    @Test
    void anOutputThatEndedWellIsNotRepeatedAfterARestartBecauseAnotherFailed() {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        AtomicBoolean broken = new AtomicBoolean(true);
        for (int life = 0; life < 3; life++) {
            broken.set(life < 2);
            Life running = machine.start((context, out) -> twoOutputs(context, first, second, broken));
            running.run(3);
            if (life < 2) {
                assertThat(running.failure()).hasMessageContaining("the second is down");
            }
            machine.die(running);
        }
        assertThat(first)
                .containsExactly("1: " + Sums.of(1), "2: " + Sums.of(2), "3: " + Sums.of(3), "4: " + Sums.of(4));
        assertThat(second).isEqualTo(first);
    }

    private static void twoOutputs(
            StreamingContext context, List<String> first, List<String> second, AtomicBoolean broken) {
        DStream<String> sums = Sums.stream(context);
        sums.foreachRdd((rdd, batch) -> first.add(batch.id() + ": " + sorted(rdd.collect())));
        sums.foreachRdd((rdd, batch) -> {
            if (broken.get()) {
                throw new IllegalStateException("the second is down");
            }
            second.add(batch.id() + ": " + sorted(rdd.collect()));
        });
    }

    private static String sorted(List<String> lines) {
        return String.join(" ", lines.stream().sorted().toList());
    }

    @Test
    void aBatchThatFailedForGoodIsRunAgainIdenticallyByTheNextRun() {
        List<String> attempts = new ArrayList<>();
        for (int life = 0; life < 3; life++) {
            Life running = machine.start((context, out) -> Sums.stream(context).foreachRdd((rdd, batch) -> {
                attempts.add(batch.id() + " at " + batch.timeMillis() + " seed " + batch.seed() + ": "
                        + sorted(rdd.collect()));
                throw new IllegalStateException("down");
            }));
            running.run(4);
            assertThat(running.failure()).isInstanceOf(SluiceException.class).hasMessageContaining("down");
            machine.die(running);
            machine.pass(Machine.INTERVAL.multipliedBy(100));
        }
        assertThat(attempts).hasSize(3).allMatch(attempt -> attempt.equals(attempts.get(0)));
        assertThat(attempts.get(0)).startsWith("1 at ").endsWith(": " + Sums.of(1));
    }

    @Test
    void aReRunThatWritesOtherBytesUnderAVisibleNameIsRefused() {
        AtomicInteger lives = new AtomicInteger();
        Life life = machine.start((context, out) -> impure(context, out, lives)).run(2);
        machine.disk().inject(Fault.crashAfter(1).only(Operation.RENAME).under("out/counts-"));
        life.run(1);
        machine.die(life);
        SortedMap<String, Long> before = machine.disk().files();
        List<String> seen = machine.visible();
        lives.incrementAndGet();
        Life next = machine.start((context, out) -> impure(context, out, lives)).run(2);
        assertThat(next.failure())
                .isInstanceOf(OutputConflictException.class)
                .hasMessageContaining("it is there already with other content")
                .hasMessageContaining("What is visible is never changed");
        assertThat(machine.visible()).isEqualTo(seen);
        assertThat(machine.disk().files()).containsAllEntriesOf(before);
        machine.die(next);
        lives.decrementAndGet();
        machine.die(machine.start((context, out) -> impure(context, out, lives)).run(2));
        assertThat(machine.visible()).startsWith(seen.toArray(String[]::new));
    }

    private static void impure(StreamingContext context, Location out, AtomicInteger lives) {
        Sums.stream(context).map(line -> line + " in life " + lives.get()).to(Sinks.textFiles(out, "txt"));
    }

    @Test
    void whatTheDeadLeftHiddenIsClearedAway() {
        for (int round = 1; round <= 10; round++) {
            machine.disk()
                    .inject(Fault.crashAfter(round % 3 + 1)
                            .only(Operation.RENAME)
                            .under("out/."));
            machine.live(Sums::define, 2, Survival.KILLED, round);
        }
        machine.die(machine.start(Sums::define).run(2));
        assertThat(machine.disk().view().list("out"))
                .extracting(entry -> entry.name())
                .noneMatch(name -> name.startsWith("."));
        List<String> content = machine.content();
        assertThat(content).isNotEmpty().isEqualTo(Sums.first(content.size()));
    }
}
