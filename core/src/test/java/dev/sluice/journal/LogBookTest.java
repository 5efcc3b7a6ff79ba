package dev.sluice.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.FatalErrorException;
import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import dev.sluice.log.LogDirectory;
import dev.sluice.log.LogEntry;
import dev.sluice.log.LogPosition;
import dev.sluice.log.LogReader;
import dev.sluice.log.LogSettings;
import dev.sluice.log.LogWriter;
import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Durability;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.time.ManualClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LogBookTest {
    private static final RunFacts FACTS =
            new RunFacts("counts", "", 1_000, 100, 4, 0, 1_000, Long.MAX_VALUE, Map.of(), Map.of());

    private final Storage storage = new InMemoryStorage(new ManualClock());

    /** The file is given up, and what was in it is in the next one by the time that a snapshot names it. */
    @Test
    void whatASnapshotNeedsIsFoundThoughTheFileFailedThatItWasIn() {
        LogDirectory directory = new LogDirectory(withoutSyncOf("log-00000007-00000002"), "", new UUID(1, 2));
        LogSettings settings = new LogSettings(Durability.POWER, 300, () -> {});
        try (LogWriter log = LogWriter.open(directory, 7, settings, List.of())) {
            LogEntry run = log.append(FrameType.RUN, new byte[200]);
            log.await(run);
            LogBook book = new LogBook(directory, log, new Ledger(FACTS), new LogIndex(), new Trust(), run);
            LogEntry done = book.done(1);
            assertThat(done.position()).isEqualTo(new LogPosition(7, 2, 85));

            Place neededFrom = book.neededFrom(1);
            book.await(done);
            LogPosition durable = book.rotate();

            assertThat(neededFrom.file()).isEqualTo(new LogPosition(7, 3, 0));
            LogReader left = LogReader.open(directory, List.of(durable));
            assertThat(left.from(neededFrom.file()))
                    .toIterable()
                    .singleElement()
                    .satisfies(record -> assertThat(record.type()).isEqualTo(FrameType.DONE));
        }
    }

    /** The entry is in the file but not in the ledger, so a snapshot of the ledger would lose it. */
    @Test
    void anErrorOfTheVirtualMachineInTheMiddleOfAnEntryEndsTheWriting() {
        AtomicBoolean fails = new AtomicBoolean();
        Storage failing = proxy(
                Storage.class,
                storage,
                (method, path, file) -> method.equals("create")
                        ? proxy(AppendFile.class, (AppendFile) file, (call, bytes, result) -> {
                            if (call.equals("append") && fails.get()) {
                                throw new OutOfMemoryError("planned");
                            }
                            return result;
                        })
                        : file);
        LogDirectory directory = new LogDirectory(failing, "", new UUID(1, 2));
        try (LogWriter log =
                LogWriter.open(directory, 7, new LogSettings(Durability.PROCESS, 1 << 20, () -> {}), List.of())) {
            LogEntry run = log.append(FrameType.RUN, new byte[200]);
            LogBook book = new LogBook(directory, log, new Ledger(FACTS), new LogIndex(), new Trust(), run);
            fails.set(true);
            assertThatThrownBy(() -> book.done(1)).isInstanceOf(OutOfMemoryError.class);
            fails.set(false);
            long bytes = storage.read("log-00000007-00000001", 0, 1 << 20).length;

            assertThatThrownBy(() -> book.done(2)).isInstanceOf(FatalErrorException.class);
            assertThatThrownBy(() -> book.commit(2, 1)).isInstanceOf(FatalErrorException.class);
            assertThatThrownBy(() -> book.giveUp("numbers", 1)).isInstanceOf(FatalErrorException.class);
            assertThatThrownBy(() -> book.block("numbers", 2, 0, List.of())).isInstanceOf(FatalErrorException.class);
            assertThatThrownBy(() -> book.await(run)).isInstanceOf(FatalErrorException.class);
            assertThatThrownBy(book::rotate).isInstanceOf(FatalErrorException.class);
            assertThatThrownBy(() -> book.settle(FACTS, LogPosition.START)).isInstanceOf(FatalErrorException.class);
            assertThat(storage.read("log-00000007-00000001", 0, 1 << 20)).hasSize((int) bytes);
        }
    }

    private Storage withoutSyncOf(String name) {
        return proxy(Storage.class, storage, (method, path, result) -> {
            boolean fails = method.equals("create") && name.equals(path);
            return fails ? proxy(AppendFile.class, (AppendFile) result, LogBookTest::refuseSync) : result;
        });
    }

    private static Object refuseSync(String method, Object argument, Object result) {
        if (method.equals("sync")) {
            throw new StorageException(Kind.IO, "planned failure to sync");
        }
        return result;
    }

    /** What becomes of the result of a call. */
    private interface Change {
        Object of(String method, Object argument, Object result);
    }

    private static <T> T proxy(Class<T> type, T target, Change change) {
        return type.cast(Proxy.newProxyInstance(
                LogBookTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object result;
                    try {
                        result = method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                    return change.of(method.getName(), arguments == null ? null : arguments[0], result);
                }));
    }
}
