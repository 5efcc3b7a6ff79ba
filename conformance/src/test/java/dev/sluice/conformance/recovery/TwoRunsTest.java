package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.FencedException;
import dev.sluice.testkit.storage.Fault;
import dev.sluice.testkit.storage.Operation;
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
    void aRunThatWasTakenOverMakesNothingVisibleThoughTheNewOneIsDead() {
        Life older = machine.start(Sums::define).run(2);
        Life newer = neighbour();
        newer.die();
        older.run(1);
        assertThat(older.failure()).isInstanceOf(FencedException.class);
        assertThat(machine.content()).isEqualTo(Sums.first(2));
    }
}
