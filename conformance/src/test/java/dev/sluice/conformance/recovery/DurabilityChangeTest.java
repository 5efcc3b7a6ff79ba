package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.event.RecoveryReport;
import dev.sluice.event.StreamingListener;
import dev.sluice.storage.Durability;
import dev.sluice.testkit.storage.Fault;
import dev.sluice.testkit.storage.Survival;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run that outlives the power goes on after one that does not. */
class DurabilityChangeTest {
    private static final int BATCHES = 5;

    private final List<RecoveryReport> recovered = new ArrayList<>();
    private final StreamingListener noting = new StreamingListener() {
        @Override
        public void onRecovered(RecoveryReport report) {
            recovered.add(report);
        }
    };

    @Test
    void whereverTheOneDiedThatSyncsNothingTheOneThatSyncsGoesOn() {
        for (int operation = operations(0); operation <= operations(BATCHES); operation++) {
            Machine machine = new Machine();
            machine.disk().inject(Fault.crashAfter(operation));
            machine.live(builder -> builder.durability(Durability.PROCESS), Sums::define, BATCHES, Survival.KILLED, 1);
            for (int batches : new int[] {BATCHES, 1}) {
                machine.die(machine.start(builder -> builder.listener(noting), Sums::define)
                        .run(batches));
            }

            List<String> content = machine.content();
            assertThat(content).as("operation %s", operation).hasSizeGreaterThan(BATCHES);
            assertThat(content).as("operation %s", operation).isEqualTo(Sums.first(content.size()));
        }
        assertThat(recovered).isNotEmpty().allMatch(report -> report.damaged().isEmpty());
    }

    private static int operations(int batches) {
        Machine machine = new Machine();
        Life life = machine.start(builder -> builder.durability(Durability.PROCESS), Sums::define);
        machine.die(life.run(batches));
        return (int) life.disk().operations();
    }
}
