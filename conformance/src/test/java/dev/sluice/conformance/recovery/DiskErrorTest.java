package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.error.StorageException;
import dev.sluice.testkit.storage.Failure;
import dev.sluice.testkit.storage.Fault;
import dev.sluice.testkit.storage.Operation;
import dev.sluice.testkit.storage.Survival;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A device that fails at any operation of a program: the run goes on or ends in words, and the next is exact. */
class DiskErrorTest {
    private static final int BATCHES = 5;
    private static final long OPERATIONS = operations();

    private static long operations() {
        Machine machine = new Machine();
        Life life = machine.start(Sums::define).run(BATCHES);
        long operations = life.disk().operations();
        machine.die(life);
        return operations;
    }

    private static void isTold(@Nullable Throwable failure, String moment) {
        assertThat(failure).as(moment).isInstanceOf(StorageException.class);
        assertThat(((StorageException) failure).kind()).as(moment).isEqualTo(StorageException.Kind.IO);
    }

    /** Runs a program on a disk with a fault; the failure that it ended with, if it did. */
    private static @Nullable Throwable run(Machine machine, Fault fault, Survival survival, long seed) {
        machine.disk().inject(fault);
        Life life;
        try {
            life = machine.start(Sums::define);
        } catch (StorageException refused) {
            machine.reboot(survival, seed);
            return refused;
        }
        Throwable failure = life.run(BATCHES).failure();
        machine.die(life, survival, seed);
        return failure;
    }

    private static void isExact(Machine machine, String moment) {
        List<String> before = machine.content();
        assertThat(before).as(moment).isEqualTo(Sums.first(before.size()));
        Life life = machine.start(Sums::define).run(BATCHES);
        assertThat(life.failure()).as(moment).isNull();
        machine.die(life);
        List<String> content = machine.content();
        assertThat(content).as(moment).hasSizeGreaterThanOrEqualTo(BATCHES).isEqualTo(Sums.first(content.size()));
    }

    @ParameterizedTest
    @EnumSource
    void anErrorAtAnyOperationIsToldOrMadeUpFor(Survival survival) {
        int ended = 0;
        for (long operation = 1; operation <= OPERATIONS; operation++) {
            String moment = "an error at operation " + operation + ", then " + survival;
            Machine machine = new Machine();
            Throwable failure = run(machine, Fault.fail(Failure.IO, operation), survival, operation);
            if (failure != null) {
                isTold(failure, moment);
                ended++;
            }
            isExact(machine, moment);
        }
        assertThat(ended).isPositive();
    }

    @Test
    void aDeviceThatFailsForGoodEndsTheRunAndLosesNothing() {
        for (long operation = 1; operation <= OPERATIONS; operation++) {
            String moment = "errors from operation " + operation + " on";
            Machine machine = new Machine();
            isTold(run(machine, Fault.failFrom(Failure.IO, operation), Survival.POWER_CUT_ANY, operation), moment);
            isExact(machine, moment);
        }
    }

    @Test
    void anOperationWhoseReplyIsLostIsNotDoneTwice() {
        for (long operation = 1; operation <= OPERATIONS; operation++) {
            String moment = "a lost reply at operation " + operation;
            Machine machine = new Machine();
            Throwable failure =
                    run(machine, Fault.fail(Failure.LOST_REPLY, operation), Survival.POWER_CUT_ANY, operation);
            if (failure != null) {
                isTold(failure, moment);
            }
            isExact(machine, moment);
        }
    }

    @Test
    void aSyncOfTheLogThatFailsIsNotTriedAgainOnTheSameFile() {
        Machine machine = new Machine();
        Life life = machine.start(Sums::define).run(1);
        machine.disk().inject(Fault.fail(Failure.IO, 1).only(Operation.SYNC).under(Machine.CHECKPOINT + "/log-"));
        long before = machine.disk().operations();
        life.run(3);
        assertThat(life.failure()).isNull();
        assertThat(machine.content()).isEqualTo(Sums.first(4));
        assertThat(syncsAfterTheFailedOne(machine, before)).isNotEmpty();
        machine.die(life, Survival.POWER_CUT_ANY, 7);
        isExact(machine, "a failed sync");
    }

    private static List<String> syncsAfterTheFailedOne(Machine machine, long before) {
        List<String> lines = machine.disk().journal();
        int failed = lines.indexOf("  failed: IO");
        String poisoned = lines.get(failed - 1).replaceAll(".*sync '?([^' ]+).*", "$1");
        assertThat(poisoned).startsWith(Machine.CHECKPOINT + "/log-");
        List<String> later = lines.subList(failed, lines.size());
        assertThat(later).noneMatch(line -> line.contains("sync") && line.contains(poisoned));
        return later.stream().filter(line -> line.contains("sync")).toList();
    }

    @Test
    void aSlowSyncDelaysItsBatchAndLosesNothing() {
        Machine machine = new Machine();
        Life life = machine.start(Sums::define).run(1);
        Fault slow = Fault.run(1, () -> life.clock().elapse(Duration.ofSeconds(10)))
                .only(Operation.SYNC)
                .under(Machine.CHECKPOINT + "/log-");
        machine.disk().inject(slow);
        life.run(12);
        assertThat(life.failure()).isNull();
        assertThat(machine.content())
                .hasSizeGreaterThan(10)
                .isEqualTo(Sums.first(machine.content().size()));
        machine.die(life, Survival.POWER_CUT_ANY, 1);
        isExact(machine, "a slow sync");
    }
}
