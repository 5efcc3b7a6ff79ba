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
        isRefusedAndNothingIsTouched(CorruptionException.class, "in 'checkpoint': 'log-00000001-00000001' is missing");
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
    void aJobWithoutItsLogIsNotTakenForAFirstStart() {
        runAndDie(1);
        lose("log-");
        isRefusedAndNothingIsTouched(RecoveryException.class, "holds the log of no run any more, but of one that had");
    }

    @Test
    void aLogWithoutItsNewestFileIsRefused() {
        runAndDie(7);
        List<String> logs =
                machine.kept().stream().filter(name -> name.startsWith("log-")).toList();
        lose(logs.get(logs.size() - 1));
        isRefusedAndNothingIsTouched(CorruptionException.class, "in 'checkpoint': 'log-");
    }

    @Test
    void aDirectoryThatWasEmptiedIsRefusedWhereTheOutputsOfItsJobAre() {
        runAndDie(3);
        lose("");
        isRefusedAndNothingIsTouched(
                RecoveryException.class, "'checkpoint' knows of no batch, but an output of its job job-");
    }

    @Test
    void anotherJobIsRefusedWhereTheOutputsOfThisOneAre() {
        runAndDie(3);
        lose("");
        SortedMap<String, Long> before = machine.disk().files();
        assertThatThrownBy(() -> machine.start(builder -> builder.seed(2), Sums::define))
                .isInstanceOf(OutputConflictException.class)
                .hasMessageContaining("' belongs to another job than job-")
                .hasMessageContaining(
                        "Nothing was changed. Let each job, and each output of a job, write under a name of"
                                + " its own; if this job lost its checkpoint directory, bring it back; if the other job is over,"
                                + " move what it wrote away");
        assertThat(machine.disk().files()).isEqualTo(before);
    }
}
