package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.conformance.simulation.Below;
import dev.sluice.error.CorruptionException;
import dev.sluice.error.SluiceException;
import dev.sluice.event.RecoveryReport;
import dev.sluice.event.StreamingListener;
import dev.sluice.testkit.storage.Damage;
import dev.sluice.testkit.storage.Survival;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** A program whose directory was damaged, mixed up or littered while no run was there. */
class DamagedDirectoryTest {
    private static final int SEEDS = 150;

    private final Machine machine = new Machine();

    /** A directory with two snapshots and the log since the older one. */
    private static Machine grown() {
        Machine machine = new Machine();
        machine.die(machine.start(Sums::define).run(7), Survival.POWER_CUT_ANY, 1);
        return machine;
    }

    private static String last(Machine machine, String prefix) {
        List<String> names =
                machine.kept().stream().filter(name -> name.startsWith(prefix)).toList();
        return Machine.CHECKPOINT + "/" + names.get(names.size() - 1);
    }

    private static void goesOnExactly(Machine machine, String moment) {
        Life life = machine.start(Sums::define).run(4);
        assertThat(life.failure()).as(moment).isNull();
        machine.die(life);
        assertThat(machine.content()).as(moment).isEqualTo(Sums.first(11));
    }

    @Test
    void aDamagedSnapshotIsPassedOverWhereTheLogReachesBackToTheOneBefore() {
        for (long bit = 0; bit < 200; bit++) {
            Machine damaged = grown();
            damaged.disk().damage(Damage.flipBit(last(damaged, "snapshot-"), bit * 11));
            goesOnExactly(damaged, "bit " + bit * 11 + " of the manifest");
        }
    }

    @Test
    void damagedRowsOfASnapshotAreFoundBeforeAnythingIsBegun() {
        Machine sound = grown();
        long bits = sound.disk().files().get(last(sound, "data-")) * 8;
        for (long bit = 0; bit < bits; bit += 7) {
            Machine damaged = grown();
            damaged.disk().damage(Damage.flipBit(last(damaged, "data-"), bit));
            goesOnExactly(damaged, "bit " + bit + " of the rows");
        }
    }

    @Test
    void aMissingFileOfRowsIsMadeUpForByTheSnapshotBefore() {
        Machine damaged = grown();
        damaged.disk().damage(Damage.delete(last(damaged, "data-")));
        goesOnExactly(damaged, "no rows");
    }

    @Test
    void aSnapshotFromWhichRunsHaveStartedAlreadyIsMadeUpForTheSameWay() {
        Machine damaged = grown();
        String newest = last(damaged, "snapshot-");
        for (int run = 0; run < 3; run++) {
            damaged.die(damaged.start(Sums::define));
        }
        assertThat(last(damaged, "snapshot-")).isEqualTo(newest);
        damaged.disk().damage(Damage.flipBit(newest, 100));
        goesOnExactly(damaged, "after three runs");
    }

    @Test
    void withoutASoundSnapshotTheLogFromTheStartOnIsEnough() {
        machine.die(machine.start(Sums::define).run(3));
        machine.disk().damage(Damage.flipBit(last(machine, "snapshot-"), 100));
        machine.die(machine.start(Sums::define).run(2));
        assertThat(machine.content()).isEqualTo(Sums.first(5));
    }

    @Test
    void twoDamagedSnapshotsAreRefusedBeforeAnythingChanges() {
        Machine damaged = grown();
        for (String name : damaged.kept()) {
            if (name.startsWith("snapshot-")) {
                damaged.disk().damage(Damage.flipBit(Machine.CHECKPOINT + "/" + name, 1000));
            }
        }
        SortedMap<String, Long> before = damaged.disk().files();
        assertThat(catchThrowable(() -> damaged.start(Sums::define)))
                .isInstanceOf(CorruptionException.class)
                .hasMessageContaining("snapshot-");
        assertThat(damaged.disk().files()).isEqualTo(before);
    }

    /** Any damage but a cut of the newest file of the log, or its loss: a crash may leave the same. */
    @Test
    void whateverIsDamagedTheProgramIsExactOrRefusesAndDeletesNothing() {
        int refused = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Machine damaged = grown();
            String newest = last(damaged, "log-");
            long bytes = damaged.disk().files().get(newest);
            String moment = "damage " + damageDirectory(damaged, seed);
            if (damaged.disk().files().getOrDefault(newest, 0L) < bytes) {
                continue;
            }
            SortedMap<String, Long> before = damaged.disk().files();
            Throwable failure = catchThrowable(() -> goesOnExactly(damaged, moment));
            if (failure instanceof SluiceException) {
                refused++;
                assertThat(damaged.disk().files().keySet()).as(moment).containsAll(before.keySet());
            } else if (failure != null) {
                throw new AssertionError(moment, failure);
            }
        }
        assertThat(refused).isBetween(10, SEEDS - 10);
    }

    private static Damage damageDirectory(Machine machine, long seed) {
        SortedMap<String, Long> files = machine.disk().files();
        Damage damage = Damage.random(files.subMap(Machine.CHECKPOINT + "/", Machine.CHECKPOINT + "0"), seed);
        machine.disk().damage(damage);
        return damage;
    }

    @Test
    void strayFilesAreLeftAloneAndToldOnce() {
        machine.die(machine.start(Sums::define).run(3));
        List<String> strays = List.of(".DS_Store", ".nfs0001", "archive", "log-1.tmp", "notes.txt", "snapshot-old");
        for (String name :
                strays.stream().filter(name -> !name.equals("archive")).toList()) {
            machine.disk().damage(Damage.duplicate(Machine.CHECKPOINT + "/job", Machine.CHECKPOINT + "/" + name));
        }
        machine.disk().createDirectories(Machine.CHECKPOINT + "/archive");
        List<List<String>> told = new ArrayList<>();
        Life life = machine.start(builder -> builder.listener(strayFiles(told)), Sums::define)
                .run(6);
        machine.die(life);
        assertThat(told).containsExactly(strays);
        assertThat(machine.content()).isEqualTo(Sums.first(9));
        assertThat(machine.kept()).containsAll(strays);
    }

    private static StreamingListener strayFiles(List<List<String>> told) {
        return new StreamingListener() {
            @Override
            public void onRecovered(RecoveryReport report) {
                told.add(report.strayFiles());
            }
        };
    }

    @Test
    void filesOfAnotherJobAreNotTakenForItsOwn() {
        for (String prefix : List.of("log-", "snapshot-", "data-", "job", "epoch-")) {
            Machine mine = grown();
            mine.disk().createDirectories("other");
            Life other = mine.start(
                    mine.disk(),
                    builder -> builder.seed(2).checkpoint(new Below(mine.disk(), "other"), "other"),
                    (context, out) -> Sums.stream(context).foreachRdd(rdd -> {}));
            other.run(7);
            mine.die(other);
            String mixed = last(mine, prefix);
            mine.disk().damage(Damage.swap(mixed, mixed.replace(Machine.CHECKPOINT, "other")));
            List<String> before = mine.visible();
            Throwable failure = catchThrowable(() -> goesOnExactly(mine, "with another's " + prefix));
            if (failure != null) {
                assertThat(failure).as(prefix).isInstanceOf(SluiceException.class);
                assertThat(mine.visible()).as(prefix).isEqualTo(before);
            }
        }
    }
}
