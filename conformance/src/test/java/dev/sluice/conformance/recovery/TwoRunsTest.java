package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.StreamingContext;
import dev.sluice.error.FencedException;
import dev.sluice.file.Rolling;
import dev.sluice.sink.Sinks;
import dev.sluice.storage.Location;
import dev.sluice.testkit.storage.Fault;
import dev.sluice.testkit.storage.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two processes on one directory. */
class TwoRunsTest {
    private final Machine machine = new Machine();

    private Life neighbour() {
        return machine.start(machine.disk().neighbour(), builder -> builder, Sums::define);
    }

    @Test
    void theOlderRunEndsAndNothingIsVisibleTwice() {
        Life older = machine.start(Sums::define).run(3);
        machine.pass(Machine.INTERVAL.multipliedBy(3));
        Life newer = neighbour().run(2);
        older.run(5);
        assertThat(older.failure())
                .isInstanceOf(FencedException.class)
                .hasMessageContaining("a later run has taken over")
                .hasMessageContaining("start no two on one directory");
        newer.run(2);
        assertThat(newer.failure()).isNull();
        assertThat(machine.content()).isEqualTo(Sums.first(7));
        newer.die();
    }

    @Test
    void anOlderRunThatStoodStillAtAnyOperationEndsWhenItGoesOn() {
        Life counted = machine.start(Sums::define).run(4);
        long operations = counted.disk().operations();
        machine.die(counted);
        int paused = 0;
        for (long operation = 12; operation <= operations; operation++) {
            paused += pausedAt(operation) ? 1 : 0;
        }
        assertThat(paused).isGreaterThan(40);
    }

    /** The older run sleeps before one of its operations, while a newer one takes over, runs and dies. */
    private static boolean pausedAt(long operation) {
        String moment = "paused before operation " + operation;
        Machine world = new Machine();
        AtomicReference<@Nullable Life> newer = new AtomicReference<>();
        Life older = world.start(Sums::define);
        long begun = older.disk().operations();
        if (operation <= begun) {
            older.die();
            return false;
        }
        world.disk().inject(Fault.run(operation, () -> {
            world.pass(Machine.INTERVAL.multipliedBy(4));
            newer.set(world.start(world.disk().neighbour(), builder -> builder, Sums::define)
                    .run(2));
        }));
        older.run(6);
        Throwable failure = older.failure();
        assertThat(failure).as(moment).isNotNull();
        Life ruling = Objects.requireNonNull(newer.get());
        ruling.run(2);
        assertThat(ruling.failure()).as(moment).isNull();
        List<String> content = world.content();
        assertThat(content).as(moment).hasSizeGreaterThan(3).isEqualTo(Sums.first(content.size()));
        ruling.die();
        return true;
    }

    @Test
    void ofTwoRunsThatStartAtTheSameMomentOneGoesOn() {
        List<Life> faster = new ArrayList<>();
        machine.disk()
                .inject(Fault.run(1, () -> faster.add(neighbour()))
                        .only(Operation.PUT_WRITE)
                        .under(Machine.CHECKPOINT + "/epoch-"));
        assertThatThrownBy(() -> machine.start(Sums::define))
                .isInstanceOf(FencedException.class)
                .hasMessageContaining("another run started at the same moment and was first");
        Life winner = faster.get(0).run(3);
        assertThat(winner.failure()).isNull();
        assertThat(machine.content()).isEqualTo(Sums.first(3));
        winner.die();
    }

    @Test
    void ofTwoRunsThatStartOneGoesOnWhereverTheOtherComesInBetween() {
        long operation = 1;
        while (startsBetween(operation)) {
            operation++;
        }
        assertThat(operation).isGreaterThan(30);
    }

    /**
     * A run starts on what another one held back, and a second one before this operation of its start. Whichever was
     * overtaken says so.
     */
    private static boolean startsBetween(long operation) {
        String moment = "the other one comes before operation " + operation;
        Machine world = new Machine();
        world.die(world.start(TwoRunsTest::rolling).run(3));
        List<Life> runs = new ArrayList<>();
        world.disk()
                .inject(Fault.run(
                        operation,
                        () -> runs.add(world.start(world.disk().neighbour(), builder -> builder, TwoRunsTest::rolling)
                                .run(1))));
        try {
            Life one = world.start(TwoRunsTest::rolling);
            if (runs.isEmpty()) {
                one.die();
                return false;
            }
            runs.add(one);
        } catch (FencedException overtaken) {
            assertThat(overtaken).as(moment).hasMessageContaining("start no two on one directory");
        }
        runs.forEach(run -> run.run(2));
        List<Throwable> failures = runs.stream()
                .map(Life::failure)
                .filter(Objects::nonNull)
                .<Throwable>map(Objects::requireNonNull)
                .toList();
        assertThat(failures).as(moment).hasSize(runs.size() - 1).allMatch(FencedException.class::isInstance);
        runs.forEach(Life::die);
        return true;
    }

    private static void rolling(StreamingContext context, Location out) {
        Sums.stream(context).to(Sinks.rollingText(out, "txt", Rolling.of(1 << 20, Duration.ofSeconds(10))));
    }

    @Test
    void aRunThatWasTakenOverMakesNothingVisibleThoughTheNewOneIsDead() {
        Life older = machine.start(Sums::define).run(2);
        Life newer = neighbour();
        newer.die();
        older.run(1);
        assertThat(older.failure()).isInstanceOf(FencedException.class);
        assertThat(machine.content()).isEqualTo(Sums.first(2));
    }
}
