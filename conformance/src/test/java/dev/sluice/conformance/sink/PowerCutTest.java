package dev.sluice.conformance.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.testkit.storage.Crash;
import dev.sluice.testkit.storage.Fault;
import dev.sluice.testkit.storage.SimulatedStorage;
import dev.sluice.testkit.storage.Survival;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** File sinks under a job whose power is cut at each operation, also in a run that follows one that was killed. */
class PowerCutTest {
    private static final List<Survival> ENDS =
            List.of(Survival.KILLED, Survival.POWER_CUT_ORDERED, Survival.POWER_CUT_ANY);

    /** A job in one of its lives. What it committed is durable, as in a journal. */
    private record Life(SinkKind kind, SinkJob job, SimulatedStorage disk, OutsideReader reader) {
        static Life first(SinkKind kind) {
            SinkJob job = new SinkJob("job", SinkKind.BATCHES);
            SimulatedStorage disk = new SimulatedStorage();
            return new Life(kind, job, disk, new OutsideReader(disk.view(), job.lines()));
        }

        Life next(Survival survival, long seed) {
            SimulatedStorage left = disk.restart(survival, seed);
            return new Life(kind, job.copy(), left, reader.after(left.view()));
        }

        /** Runs; whether it died before it came to its end. */
        boolean diesAfter(long operation) {
            disk.inject(Fault.crashAfter(operation));
            Throwable end = catchThrowable(this::run);
            if (end != null && !(end instanceof Crash)) {
                throw new AssertionError(journal(), end);
            }
            return end != null;
        }

        void assertEndsWell(String moment) {
            try {
                run();
                reader.assertComplete(moment);
            } catch (Throwable failure) {
                throw new AssertionError(moment + journal(), failure);
            }
        }

        private void run() throws Exception {
            disk.observe(step -> reader.look(step.toString()));
            job.begin().finish(kind.over(disk), () -> {});
        }

        private String journal() {
            return "\n" + String.join("\n", disk.journal()) + "\n";
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasCommittedSurvivesAnyEndAtAnyOperation(SinkKind kind) {
        for (long operation = 1; ; operation++) {
            Life first = Life.first(kind);
            if (!first.diesAfter(operation)) {
                assertThat(operation).isGreaterThan(100);
                return;
            }
            for (Survival survival : ENDS) {
                first.next(survival, operation).assertEndsWell(operation + " " + survival);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAKilledRunHadNotSyncedIsSyncedByTheNext(SinkKind kind) {
        for (long operation = 1; ; operation += 11) {
            Life first = Life.first(kind);
            if (!first.diesAfter(operation)) {
                return;
            }
            long second = 1;
            Life next = first.next(Survival.KILLED, second);
            while (second < 60 && next.diesAfter(second)) {
                next.next(Survival.POWER_CUT_ANY, second).assertEndsWell(operation + ", then " + second);
                second += 3;
                next = first.next(Survival.KILLED, second);
            }
        }
    }
}
