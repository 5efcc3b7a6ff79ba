package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.event.RecoveryReport;
import dev.sluice.event.StreamingListener;
import dev.sluice.testkit.storage.Fault;
import dev.sluice.testkit.storage.Survival;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that dies again and again at the same point. */
class CrashLoopTest {
    private static final int DEATHS = 30;

    private final Machine machine = new Machine();
    private final List<Long> starts = new ArrayList<>();

    private final StreamingListener counting = new StreamingListener() {
        @Override
        public void onRecovered(RecoveryReport report) {
            starts.add(report.epoch());
        }
    };

    private void dieAt(int operation, int life) {
        machine.disk().inject(Fault.crashAfter(operation));
        machine.live(builder -> builder.listener(counting), Sums::define, 20, Survival.POWER_CUT_ORDERED, life);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 15, 25, 40, 60})
    void aProgramThatDiesAtTheSamePointAgainAndAgainLeavesFewFilesAndLosesNothing(int operation) {
        machine.die(machine.start(Sums::define).run(5));
        int before = machine.disk().files().size();
        for (int life = 1; life <= DEATHS; life++) {
            dieAt(operation, life);
        }
        assertThat(machine.kept().size()).isLessThanOrEqualTo(before + 4 * DEATHS);
        machine.die(machine.start(builder -> builder.listener(counting), Sums::define)
                .run(8));
        List<String> content = machine.content();
        assertThat(content).hasSizeGreaterThan(5).isEqualTo(Sums.first(content.size()));
        assertThat(starts.get(starts.size() - 1)).isBetween(2L, DEATHS + 2L);
        assertThat(starts).doesNotHaveDuplicates();
        assertThat(machine.kept().stream().filter(name -> !name.startsWith("epoch-")))
                .hasSizeLessThan(12);
        assertThat(machine.kept()).hasSizeLessThan(50);
    }
}
