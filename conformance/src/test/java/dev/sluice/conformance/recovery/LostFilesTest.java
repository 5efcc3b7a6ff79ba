package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.CorruptionException;
import dev.sluice.error.OutputConflictException;
import dev.sluice.error.RecoveryException;
import dev.sluice.error.SluiceException;
import dev.sluice.testkit.storage.Damage;
import dev.sluice.testkit.storage.Survival;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** A directory of which something is missing: a program never begins anew without being told to. */
class LostFilesTest {
    private final Machine machine = new Machine();

    private void runAndDie(int batches) {
        machine.die(machine.start(Sums::define).run(batches), Survival.POWER_CUT_ANY, 1);
    }

    private void lose(String prefix) {
        for (String name : machine.kept()) {
            if (name.startsWith(prefix)) {
                machine.disk().damage(Damage.delete(Machine.CHECKPOINT + "/" + name));
            }
        }
    }

    private void isRefusedAndNothingIsTouched(Class<? extends SluiceException> kind, String text) {
        SortedMap<String, Long> before = machine.disk().files();
        assertThatThrownBy(() -> machine.start(Sums::define))
                .isInstanceOf(kind)
                .hasMessageContaining(text)
                .hasMessageContaining("restore");
        assertThat(machine.disk().files()).isEqualTo(before);
    }

    @Test
    void aDeathBeforeAnythingWasWrittenIsAFirstStart() {
        machine.reboot(Survival.POWER_CUT_ANY, 1);
        runAndDie(2);
        assertThat(machine.content()).isEqualTo(Sums.first(2));
    }

    @Test
    void aDeathBeforeTheFirstSnapshotGoesOnFromTheLogAlone() {
        runAndDie(1);
        assertThat(machine.kept()).noneMatch(name -> name.startsWith("snapshot-"));
        runAndDie(2);
        assertThat(machine.content()).isEqualTo(Sums.first(3));
    }

    @Test
    void aDirectoryWithoutItsIdentityIsRefused() {
        runAndDie(5);
        lose("job");
        isRefusedAndNothingIsTouched(RecoveryException.class, "not the file 'job' that says whose they are");
    }

    @Test
    void aLogWithoutItsSnapshotsIsNotTakenForAFirstStart() {
        runAndDie(7);
        lose("snapshot-");
        isRefusedAndNothingIsTouched(RecoveryException.class, "there is no snapshot to start from: files are missing");
    }

    @Test
    void snapshotsWithoutTheLogBehindThemAreNotGoneOnWith() {
        runAndDie(7);
        lose("log-");
        isRefusedAndNothingIsTouched(SluiceException.class, "log");
    }

    @Test
    void snapshotsWithoutTheirRowsAreNotGoneOnWith() {
        runAndDie(7);
        lose("data-");
        isRefusedAndNothingIsTouched(CorruptionException.class, "data-");
    }

    @Test
    void aDirectoryThatWasEmptiedIsANewHistoryThatLeavesTheOutputsOfTheOldOne() {
        runAndDie(3);
        lose("");
        runAndDie(2);
        assertThat(machine.content()).containsExactly(Sums.of(1), Sums.of(2), Sums.of(3), Sums.of(1), Sums.of(2));
    }

    @Test
    void aNewHistoryNeverChangesWhatTheOldOneMadeVisible() {
        runAndDie(3);
        lose("");
        machine.pass(Machine.INTERVAL.multipliedBy(-2));
        List<String> before = machine.visible();
        Life anew = machine.start(builder -> builder.seed(2), Sums::define).run(3);
        assertThat(anew.failure())
                .isInstanceOf(OutputConflictException.class)
                .hasMessageContaining("it is there already: it holds job-")
                .hasMessageContaining("What is visible is never changed");
        assertThat(machine.visible()).isEqualTo(before);
    }
}
