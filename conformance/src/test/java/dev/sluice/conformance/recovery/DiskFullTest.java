package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.error.StorageException;
import dev.sluice.testkit.storage.Failure;
import dev.sluice.testkit.storage.Fault;
import dev.sluice.testkit.storage.Survival;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A disk that fills up at any operation of a program that stops at its first failure: a full disk is none. */
class DiskFullTest {
    private static final int BATCHES = 5;
    private static final long OPERATIONS = operations();

    private static long operations() {
        Machine machine = new Machine();
        Life life = machine.start(Sums::define).run(BATCHES);
        long operations = life.disk().operations();
        machine.die(life);
        return operations;
    }

    /** Starts once there is room; a start that finds none is refused with the reason, and may be made again. */
    private static @Nullable Life started(Machine machine) {
        try {
            return machine.start(Sums::define);
        } catch (StorageException full) {
            assertThat(full.kind()).isEqualTo(StorageException.Kind.NO_SPACE);
            return null;
        }
    }

    private static void goesOn(Machine machine, Life life, String moment) {
        life.run(BATCHES);
        assertThat(life.failure()).as(moment).isNull();
        List<String> content = machine.content();
        assertThat(content).as(moment).hasSizeGreaterThanOrEqualTo(BATCHES).isEqualTo(Sums.first(content.size()));
    }

    private static void isExactAfterDeath(Machine machine, Life life, Survival survival, long seed, String moment) {
        machine.die(life, survival, seed);
        machine.die(machine.start(Sums::define).run(2));
        List<String> content = machine.content();
        assertThat(content).as(moment).isEqualTo(Sums.first(content.size()));
    }

    @Test
    void aDiskThatIsFullForOneOperationDelaysBatchesAndChangesNone() {
        for (long operation = 1; operation <= OPERATIONS; operation++) {
            String moment = "full at operation " + operation;
            Machine machine = new Machine();
            machine.disk().inject(Fault.fail(Failure.NO_SPACE, operation));
            Life life = started(machine);
            life = life == null ? machine.start(Sums::define) : life;
            goesOn(machine, life.run(BATCHES), moment);
            isExactAfterDeath(machine, life, Survival.POWER_CUT_ANY, operation, moment);
        }
    }

    @Test
    void aDiskThatStaysFullHoldsBatchesBackUntilThereIsRoom() {
        for (long operation = 1; operation <= OPERATIONS; operation++) {
            String moment = "full from operation " + operation + " on";
            Machine machine = new Machine();
            machine.disk().inject(Fault.failFrom(Failure.NO_SPACE, operation));
            Life life = started(machine);
            if (life != null) {
                life.run(BATCHES + 60);
                assertThat(life.failure()).as(moment).isNull();
                List<String> content = machine.content();
                assertThat(content).as(moment).isEqualTo(Sums.first(content.size()));
            }
            machine.disk().clearFaults();
            goesOn(machine, life == null ? machine.start(Sums::define) : life, moment);
        }
    }

    @Test
    void aProcessThatDiesOnAFullDiskIsGoneOnWithWhenThereIsRoom() {
        for (long operation = 1; operation <= OPERATIONS; operation++) {
            String moment = "full from operation " + operation + " on";
            Machine machine = new Machine();
            machine.disk().inject(Fault.failFrom(Failure.NO_SPACE, operation));
            Life life = started(machine);
            if (life != null) {
                isExactAfterDeath(machine, life.run(BATCHES), Survival.POWER_CUT_ORDERED, operation, moment);
            }
        }
    }
}
