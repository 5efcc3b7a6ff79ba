package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.batch.StopReport;
import dev.sluice.event.RecoveryReport;
import dev.sluice.event.StreamingListener;
import dev.sluice.sink.Sinks;
import dev.sluice.testkit.storage.Failure;
import dev.sluice.testkit.storage.Fault;
import dev.sluice.testkit.storage.Survival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a run ended decides how much the next one does again, never what comes out. */
class StoppedRunTest {
    private final Machine machine = new Machine();
    private final List<RecoveryReport> reports = new ArrayList<>();

    private final StreamingListener listener = new StreamingListener() {
        @Override
        public void onRecovered(RecoveryReport report) {
            reports.add(report);
        }
    };

    @Test
    void afterAGracefulStopNothingIsDoneAgain() {
        List<Long> ran = new ArrayList<>();
        for (int life = 0; life < 3; life++) {
            machine.stop(machine.start(builder -> builder.listener(listener), (context, out) -> {
                        Sums.stream(context)
                                .transform((rdd, batch) -> {
                                    ran.add(batch.id());
                                    return rdd;
                                })
                                .to(Sinks.textFiles(out, "txt"));
                    })
                    .run(3));
        }
        assertThat(reports).hasSize(2).allMatch(report -> report.batchesAgain() == 0);
        assertThat(ran).doesNotHaveDuplicates().hasSize(machine.content().size());
        assertThat(taken(machine)).isEqualTo(Sums.first(9));
    }

    @Test
    void afterADeathAtMostTheBatchesSinceTheSnapshotAreDoneAgain() {
        for (int life = 0; life < 3; life++) {
            machine.die(machine.start(builder -> builder.listener(listener), Sums::define)
                    .run(9));
        }
        assertThat(reports).hasSize(2).allMatch(report -> report.batchesAgain() <= 3);
        assertThat(machine.content()).isEqualTo(Sums.first(27));
    }

    @Test
    void aGracefulStopThatRunsOutOfTimeSaysSoAndLosesNothing() {
        Life life = machine.start(builder -> builder.listener(listener), Sums::define)
                .run(3);
        machine.disk().inject(Fault.failFrom(Failure.NO_SPACE, 1));
        life.run(2);
        StopReport report = life.context().stop(true, Duration.ZERO);
        assertThat(report.complete()).isFalse();
        assertThat(report.batchesLeft()).isPositive();
        assertThat(report.toString()).contains("not all records taken in were processed");
        machine.die(life, Survival.POWER_CUT_ANY, 5);
        machine.die(machine.start(builder -> builder.listener(listener), Sums::define)
                .run(4));
        List<String> content = machine.content();
        assertThat(content).hasSizeGreaterThan(5).isEqualTo(Sums.first(content.size()));
    }

    @Test
    void aStopAtOnceIsNoMoreThanADeath() {
        Life life = machine.start(Sums::define).run(4);
        life.context().stop();
        machine.die(life, Survival.POWER_CUT_ANY, 1);
        machine.die(machine.start(Sums::define).run(3));
        assertThat(machine.content()).isEqualTo(Sums.first(7));
    }

    @Test
    void aDeathInTheMiddleOfAGracefulStopLosesNothing() {
        Machine counted = new Machine();
        Life whole = counted.start(Sums::define).run(3);
        long begun = whole.disk().operations();
        whole.context().stop(true);
        long operations = whole.disk().operations();
        assertThat(operations).isGreaterThan(begun + 10);
        for (long operation = begun + 1; operation <= operations; operation++) {
            Machine dying = new Machine();
            Life life = dying.start(Sums::define).run(3);
            dying.disk().inject(Fault.crashAfter(operation));
            life.context().stop(true);
            assertThat(dying.disk().isCrashed()).isTrue();
            dying.die(life, Survival.POWER_CUT_ANY, operation);
            dying.die(dying.start(Sums::define).run(2));
            List<String> content = taken(dying);
            assertThat(content)
                    .as("died after %d", operation)
                    .hasSizeGreaterThan(4)
                    .isEqualTo(Sums.first(content.size()));
        }
    }

    /** What came out, without the batch that a graceful stop ends with, which takes in nothing more. */
    private static List<String> taken(Machine machine) {
        return machine.content().stream().distinct().toList();
    }
}
