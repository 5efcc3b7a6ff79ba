package dev.sluice.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import dev.sluice.storage.Durability;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every change of the storage fails once, or from then on, and what was promised is still there. */
class LogFailureTest {
    private static Stream<Arguments> faults() {
        return Stream.of(Durability.POWER, Durability.PROCESS)
                .flatMap(durability -> Stream.of(Kind.IO, Kind.NO_SPACE)
                        .flatMap(kind ->
                                Stream.of(false, true).map(forEver -> Arguments.of(durability, kind, forEver))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void nothingPromisedIsLostWhateverFails(Durability durability, Kind kind, boolean forEver) {
        int changes = new Life(durability).live().storage.changes();
        assertThat(changes).isGreaterThan(durability == Durability.POWER ? 30 : 15);
        for (int first = 1; first <= changes; first++) {
            Life life = new Life(durability);
            life.storage.fate(FaultyStorage.failing(first, forEver, kind));
            life.live();
            if (!forEver) {
                assertThat(life.failures).as("change %s", first).isEqualTo(kind == Kind.IO ? 0 : 1);
            }
            life.storage.fate((change, operation) -> {});
            life.recover();
        }
    }

    /** A run that notes what it was promised, and goes on whatever fails. */
    private static final class Life {
        final FaultyStorage storage = new FaultyStorage();
        private final Durability durability;
        private final List<String> attempted = new ArrayList<>();
        private final List<LogEntry> appended = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();
        private final List<String> promised = new ArrayList<>();
        private LogWriter writer;
        int failures;

        Life(Durability durability) {
            this.durability = durability;
        }

        Life live() {
            for (int i = 0; i < 12; i++) {
                step(i);
                check();
            }
            return this;
        }

        private void step(int i) {
            if (writer == null) {
                survive(this::open);
            }
            if (writer != null) {
                survive(() -> append("record " + i));
                if (i % 3 == 2) {
                    survive(this::await);
                }
                if (i == 6) {
                    survive(writer::rotate);
                }
            }
        }

        private void survive(Runnable action) {
            try {
                action.run();
            } catch (StorageException e) {
                failures++;
            }
        }

        private void open() {
            int epoch = 1 + failures;
            writer = LogWriter.open(Logs.in(storage), epoch, new LogSettings(durability, 400, () -> {}), List.of());
        }

        private void append(String text) {
            attempted.add(text);
            appended.add(Logs.append(writer, text));
            texts.add(text);
            if (durability == Durability.PROCESS) {
                promised.add(text);
            }
        }

        private void await() {
            if (!appended.isEmpty()) {
                writer.await(appended.get(appended.size() - 1));
                promised.clear();
                promised.addAll(texts);
                for (int i = 0; i < appended.size(); i++) {
                    assertThat(appended.get(i).isDurable()).isTrue();
                    assertThat(Bytes.text(Logs.in(storage).read(appended.get(i).position())))
                            .isEqualTo(texts.get(i));
                }
            }
        }

        /** The end could come after any step. */
        private void check() {
            checkLeft(storage.afterKill());
            if (durability == Durability.POWER) {
                checkLeft(storage.afterPowerCut());
                checkLeft(storage.afterPowerCutWithZeroes());
            }
        }

        private void checkLeft(Storage left) {
            List<String> found = Logs.texts(left);
            assertThat(found.containsAll(promised))
                    .as("%s holds %s", found, promised)
                    .isTrue();
            assertThat(isInOrder(found)).as("%s is in order", found).isTrue();
        }

        private boolean isInOrder(List<String> found) {
            Iterator<String> all = attempted.iterator();
            return found.stream().allMatch(text -> goTo(all, text));
        }

        private static boolean goTo(Iterator<String> all, String text) {
            while (all.hasNext()) {
                if (all.next().equals(text)) {
                    return true;
                }
            }
            return false;
        }

        /** With the storage mended, the run goes on, and everything it appended is there in its order. */
        void recover() {
            step(13);
            step(14);
            assertThat(texts).contains("record 13", "record 14").isEqualTo(promised);
            check();
            assertThat(Logs.texts(storage)).isEqualTo(texts);
            assertThat(storage.list("")).hasSizeLessThan(12);
        }
    }

    @Test
    void theFilesOfADiskThatStaysFullDoNotGrowInNumber() {
        FaultyStorage storage = new FaultyStorage();
        LogWriter writer = Logs.begin(storage, Logs.POWER);
        LogEntry entry = Logs.append(writer, "a");
        storage.fate((change, operation) -> {
            if (operation.startsWith("append") || operation.startsWith("sync")) {
                throw new StorageException(Kind.NO_SPACE, "full");
            }
        });
        for (int i = 0; i < 100; i++) {
            assertThat(fails(() -> Logs.append(writer, "b"))).isTrue();
            assertThat(fails(() -> writer.await(entry))).isTrue();
        }
        assertThat(storage.list("")).extracting(Entry::name).containsExactly("log-00000007-00000001");

        storage.fate((change, operation) -> {});
        writer.await(entry);
        assertThat(Logs.texts(storage.afterPowerCut())).containsExactly("a");
        assertThat(entry.position().segment()).isGreaterThan(100);
    }

    private static boolean fails(Runnable action) {
        try {
            action.run();
            return false;
        } catch (StorageException e) {
            return e.kind() == Kind.NO_SPACE;
        }
    }

    @Test
    void anEntryKeepsItsHandleWhenItsFileFails() {
        FaultyStorage storage = new FaultyStorage();
        LogWriter writer = Logs.begin(storage, Logs.POWER);
        Logs.appendDurably(writer, "a");
        LogEntry entry = Logs.append(writer, "b");
        assertThat(entry.position()).isEqualTo(new LogPosition(7, 1, 135));
        storage.fate(FaultyStorage.failing(storage.changes() + 1, false, Kind.IO));
        writer.await(entry);

        assertThat(entry.position()).isEqualTo(new LogPosition(7, 2, 85));
        assertThat(Logs.texts(storage.afterPowerCut())).containsExactly("a", "b");
    }

    @Test
    void whatAKilledRunLeftUnsyncedOutlivesThePowerOnceItIsSynced() {
        FaultyStorage storage = new FaultyStorage();
        LogWriter killed = Logs.begin(storage, Logs.POWER);
        Logs.append(killed, "a");
        List<LogPosition> ends = LogReader.open(Logs.in(storage), List.of()).ends(LogPosition.START);
        ends.forEach(end -> storage.sync(Logs.in(storage).name(end)));
        Logs.appendDurably(LogWriter.open(Logs.in(storage), 8, Logs.POWER, ends), "b");

        assertThat(Logs.texts(storage.afterPowerCut())).containsExactly("a", "b");
        assertThat(Logs.texts(storage.afterPowerCutWithZeroes())).containsExactly("a", "b");
    }

    @Test
    void aLogThatCannotBeginLeavesNothing() {
        FaultyStorage storage = new FaultyStorage();
        for (String operation : List.of("create", "append", "sync log", "sync the")) {
            storage.fate((change, attempted) -> {
                if (attempted.startsWith(operation)) {
                    throw new StorageException(Kind.IO, "broken");
                }
            });
            assertThat(catchFailure(() -> Logs.begin(storage, Logs.POWER))).hasMessage("broken");
            assertThat(storage.list("")).isEmpty();
        }
    }

    @Test
    void theSecondFailureTellsOfTheFirst() {
        FaultyStorage storage = new FaultyStorage();
        LogWriter writer = Logs.begin(storage, Logs.PROCESS);
        storage.fate(FaultyStorage.failing(1, true, Kind.IO));

        assertThat(catchFailure(() -> Logs.append(writer, "a")))
                .hasMessage("planned failure to create log-00000007-00000002")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("planned failure to append to log-00000007-00000001"));
    }

    @Test
    void aFailureOfAnyOtherKindSpoilsTheFileToo() {
        for (String operation : List.of("append", "sync")) {
            FaultyStorage storage = new FaultyStorage();
            LogWriter writer = Logs.begin(storage, Logs.POWER);
            Logs.appendDurably(writer, "a");
            storage.fate((change, attempted) -> {
                if (attempted.startsWith(operation)) {
                    throw new IllegalStateException("broken");
                }
            });
            assertThatThrownBy(() -> Logs.appendDurably(writer, "b")).hasMessage("broken");
            storage.fate((change, attempted) -> {});
            LogEntry entry = Logs.append(writer, "c");
            writer.await(entry);

            assertThat(entry.position().segment()).isEqualTo(2);
            assertThat(Logs.texts(storage.afterPowerCut())).startsWith("a").endsWith("c");
        }
    }

    private static StorageException catchFailure(Runnable action) {
        return catchThrowableOfType(StorageException.class, action::run);
    }
}
