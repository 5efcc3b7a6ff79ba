package dev.sluice.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run goes on with the log of those before it, of which the end may only seem safe. */
class TakeOverTest {
    private static final int EPOCH = 20;

    /** What earlier runs did before the last of them died. */
    private enum Past {
        NOTHING(storage -> {}),
        BEGUN(storage -> Logs.begin(storage, Logs.POWER)),
        IN_ORDER(storage -> Logs.appendDurably(twoFiles(storage), "d")),
        NOT_SYNCED(storage -> Logs.append(twoFiles(storage), "d")),
        A_SYNC_FAILED(storage -> {
            LogWriter writer = twoFiles(storage);
            Logs.appendDurably(writer, "d", "e");
            LogEntry last = Logs.append(writer, "f");
            fail(storage, storage.changes() + 1, true, () -> writer.await(last));
        }),
        A_SYNC_FAILED_IN_TWO_FILES(storage -> {
            LogWriter writer = twoFiles(storage);
            LogEntry last = Logs.append(writer, "d");
            storage.fate((change, operation) -> {
                if (operation.startsWith("sync log")) {
                    throw new StorageException(Kind.IO, "planned failure");
                }
            });
            survive(() -> writer.await(last));
            storage.fate((change, operation) -> {});
        }),
        TORN(storage -> {
            LogWriter writer = twoFiles(storage);
            Logs.append(writer, "d");
            fail(storage, storage.changes() + 1, true, () -> Logs.append(writer, "half"));
        }),
        WITHOUT_SYNCS(storage -> {
            try (LogWriter writer = Logs.begin(storage, Logs.PROCESS)) {
                Logs.appendDurably(writer, "a", "b");
                writer.rotate();
                Logs.appendDurably(writer, "c", "d");
            }
        }),
        TAKEN_OVER(storage -> {
            A_SYNC_FAILED.happened.accept(storage);
            Logs.appendDurably(Logs.after(storage, 8, Logs.POWER), "g");
        }),
        HALF_TAKEN_OVER(storage -> {
            A_SYNC_FAILED.happened.accept(storage);
            fail(storage, storage.changes() + 6, true, () -> Logs.after(storage, 8, Logs.POWER));
        });

        final Consumer<FaultyStorage> happened;

        Past(Consumer<FaultyStorage> happened) {
            this.happened = happened;
        }

        FaultyStorage storage() {
            FaultyStorage storage = new FaultyStorage();
            happened.accept(storage);
            return storage;
        }

        private static LogWriter twoFiles(FaultyStorage storage) {
            LogWriter writer = Logs.begin(storage, Logs.POWER);
            Logs.appendDurably(writer, "a", "b");
            writer.rotate();
            Logs.appendDurably(writer, "c");
            return writer;
        }
    }

    /** An action on a storage of which changes fail; says whether it was done nevertheless. */
    private static boolean fail(FaultyStorage storage, int first, boolean forEver, Runnable action) {
        storage.fate(FaultyStorage.failing(first, forEver, Kind.IO));
        boolean done = survive(action);
        storage.fate((change, operation) -> {});
        return done;
    }

    private static boolean survive(Runnable action) {
        try {
            action.run();
            return true;
        } catch (StorageException e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasThereOutlivesThePower(Past past) {
        FaultyStorage storage = past.storage();
        List<String> before = Logs.texts(storage);
        LogWriter writer = Logs.after(storage, EPOCH, Logs.POWER);

        requireOnEveryDisk(storage, before);
        Logs.appendDurably(writer, "new");
        requireOnEveryDisk(storage, with(before, "new"));
        try (LogWriter next = Logs.after(storage, EPOCH + 1, Logs.POWER)) {
            Logs.appendDurably(next, "newer");
        }
        requireOnEveryDisk(storage, with(with(before, "new"), "newer"));
    }

    /** Until the file is durable that names the copy the original counts, from then on the copy. */
    @ParameterizedTest
    @EnumSource
    void aCrashAtAnyOperationLeavesEachRecordOnce(Past past) {
        boolean done = false;
        for (int operation = 1; !done; operation++) {
            FaultyStorage storage = past.storage();
            List<String> before = Logs.texts(storage);
            List<String> durable = Logs.texts(storage.afterPowerCut());
            int first = storage.changes() + operation;
            done = fail(storage, first, true, () -> Logs.after(storage, EPOCH, Logs.POWER));

            assertThat(Logs.texts(storage.afterKill()))
                    .as("operation %s", operation)
                    .isEqualTo(before);
            for (Storage left : afterPowerCuts(storage)) {
                List<String> found = Logs.texts(left);
                assertThat(found).as("operation %s", operation).hasSizeGreaterThanOrEqualTo(durable.size());
                assertThat(found).as("operation %s", operation).isEqualTo(before.subList(0, found.size()));
                requireToGoOn(left, found);
            }
            Logs.appendDurably(Logs.after(storage, EPOCH + 1, Logs.POWER), "new");
            requireOnEveryDisk(storage, with(before, "new"));
        }
    }

    private static void requireToGoOn(Storage left, List<String> before) {
        Logs.appendDurably(Logs.after(left, EPOCH + 1, Logs.POWER), "new");
        assertThat(Logs.texts(left)).isEqualTo(with(before, "new"));
    }

    /** Only what an earlier run wrote cannot be written again if it cannot be synced. */
    @ParameterizedTest
    @EnumSource
    void aFailureAtAnyOperationIsMadeUpForOrToldAndLosesNothing(Past past) {
        List<String> operations = operations(past);
        for (int i = 0; i < operations.size(); i++) {
            String operation = operations.get(i);
            FaultyStorage storage = past.storage();
            List<String> before = Logs.texts(storage);
            int failing = storage.changes() + 1 + i;
            boolean done = fail(storage, failing, false, () -> Logs.after(storage, EPOCH, Logs.POWER));

            assertThat(done).as(operation).isNotEqualTo(operation.matches("sync log-0000000[78].*"));
            assertThat(Logs.texts(storage.afterKill())).as(operation).isEqualTo(before);
            if (done) {
                requireOnEveryDisk(storage, before);
            }
            Logs.appendDurably(Logs.after(storage, EPOCH + 1, Logs.POWER), "new");
            requireOnEveryDisk(storage, with(before, "new"));
        }
    }

    private static List<String> operations(Past past) {
        FaultyStorage storage = past.storage();
        List<String> operations = new ArrayList<>();
        storage.fate((change, operation) -> operations.add(operation));
        Logs.after(storage, EPOCH, Logs.POWER).close();
        return operations;
    }

    private static void requireOnEveryDisk(FaultyStorage storage, List<String> expected) {
        assertThat(Logs.texts(storage)).isEqualTo(expected);
        assertThat(Logs.texts(storage.afterKill())).isEqualTo(expected);
        afterPowerCuts(storage).forEach(left -> assertThat(Logs.texts(left)).isEqualTo(expected));
    }

    private static List<Storage> afterPowerCuts(FaultyStorage storage) {
        List<Storage> disks = new ArrayList<>(List.of(storage.afterPowerCut(), storage.afterPowerCutWithZeroes()));
        storage.list("").stream()
                .map(Entry::name)
                .filter(name -> name.startsWith("log-000000" + EPOCH))
                .forEach(name -> disks.add(storage.afterPowerCutThatSpared(name)));
        return disks;
    }

    private static List<String> with(List<String> texts, String text) {
        return Stream.concat(texts.stream(), Stream.of(text)).toList();
    }
}
