package dev.sluice.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import dev.sluice.storage.Durability;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private static final int THREADS = 8;
    private static final int RECORDS = 40;

    private final FaultyStorage storage = new FaultyStorage();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void oneSyncAnswersAllWhoAppendedBeforeIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger syncs = new AtomicInteger();
        LogWriter writer = Logs.begin(storage, Logs.POWER);
        LogEntry first = Logs.append(writer, "first");
        storage.fate((change, operation) -> {
            if (operation.startsWith("sync") && syncs.incrementAndGet() == 1) {
                begun.countDown();
                waitFor(goOn);
            }
        });
        Future<?> leader = threads.submit(() -> writer.await(first));
        begun.await();

        List<LogEntry> during = new ArrayList<>();
        for (int i = 1; i < THREADS; i++) {
            during.add(Logs.append(writer, "during " + i));
        }
        List<Future<?>> followers = new ArrayList<>();
        during.forEach(entry -> followers.add(threads.submit(() -> writer.await(entry))));
        assertThat(during).noneMatch(LogEntry::isDurable);
        goOn.countDown();
        leader.get();
        for (Future<?> follower : followers) {
            follower.get();
        }

        assertThat(syncs).hasValue(2);
        assertThat(Logs.texts(storage.afterPowerCut())).hasSize(THREADS);
    }

    /** What a running sync makes durable need not be written again. */
    @Test
    void anAppendThatFailsLetsTheRunningSyncEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        LogWriter writer = Logs.begin(storage, Logs.POWER);
        LogEntry first = Logs.append(writer, "first");
        storage.fate((change, operation) -> {
            if (operation.equals("sync log-00000007-00000001")) {
                begun.countDown();
                waitFor(goOn);
            } else if (operation.equals("append to log-00000007-00000001")) {
                throw new StorageException(Kind.IO, "planned failure");
            }
        });
        Future<?> leader = threads.submit(() -> writer.await(first));
        begun.await();
        Thread appender = new Thread(() -> Logs.append(writer, "second"));
        appender.start();
        untilItWaits(appender);
        goOn.countDown();
        leader.get();
        appender.join();

        assertThat(first.position().segment()).isEqualTo(1);
        assertThat(Logs.texts(storage)).containsExactly("first", "second");
    }

    private static void untilItWaits(Thread thread) {
        while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aFileIsNotEndedWhileItIsSynced() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        LogWriter writer = Logs.begin(storage, Logs.POWER);
        LogEntry first = Logs.append(writer, "first");
        storage.fate((change, operation) -> {
            begun.countDown();
            waitFor(goOn);
        });
        Future<?> leader = threads.submit(() -> writer.await(first));
        begun.await();
        Thread rotator = new Thread(writer::rotate);
        rotator.start();
        untilItWaits(rotator);
        int changes = storage.changes();
        goOn.countDown();
        leader.get();
        rotator.join();

        assertThat(changes).isEqualTo(6);
        assertThat(storage.changes()).isEqualTo(11);
    }

    @Test
    void whatWasAwaitedIsThereWheneverThePowerIsCut() throws Exception {
        runAll(Logs.begin(storage, new LogSettings(Durability.POWER, 2000, () -> {})));

        assertThat(Logs.texts(storage.afterPowerCut())).hasSize(THREADS * RECORDS);
    }

    @Test
    void whatWasAwaitedIsThereThoughAppendsAndSyncsFail() throws Exception {
        LogWriter writer = Logs.begin(storage, new LogSettings(Durability.POWER, 2000, () -> {}));
        storage.fate((change, operation) -> {
            if (change % 7 == 0) {
                throw new StorageException(Kind.IO, "planned failure to " + operation);
            }
        });
        runAll(writer);

        assertThat(Logs.texts(storage.afterPowerCut())).hasSize(THREADS * RECORDS);
    }

    private void runAll(LogWriter writer) throws Exception {
        CountDownLatch ready = new CountDownLatch(THREADS);
        List<Callable<Void>> workers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String name = "thread " + i;
            workers.add(() -> {
                ready.countDown();
                ready.await();
                for (int record = 0; record < RECORDS; record++) {
                    promise(writer, name + " record " + record);
                }
                return null;
            });
        }
        for (Future<Void> worker : threads.invokeAll(workers)) {
            worker.get();
        }
    }

    private void promise(LogWriter writer, String text) {
        LogEntry entry = untilItWorks(() -> Logs.append(writer, text));
        untilItWorks(() -> {
            writer.await(entry);
            return entry;
        });
        LogDirectory left = Logs.in(storage.afterPowerCut());
        assertThat(Bytes.text(left.read(entry.position()))).isEqualTo(text);
    }

    private static LogEntry untilItWorks(Callable<LogEntry> action) {
        for (int attempt = 0; attempt < 1000; attempt++) {
            try {
                return action.call();
            } catch (StorageException e) {
                assertThat(e.kind()).isIn(Kind.IO, Kind.POISONED);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("it never works");
    }

    @Test
    void manyThreadsLeaveEachItsOwnOrder() throws Exception {
        runAll(Logs.begin(storage, new LogSettings(Durability.POWER, 5000, () -> {})));

        List<String> texts = Logs.texts(storage);
        for (int i = 0; i < THREADS; i++) {
            String name = "thread " + i + " ";
            List<String> own = new ArrayList<>();
            for (int record = 0; record < RECORDS; record++) {
                own.add(name + "record " + record);
            }
            assertThat(texts.stream().filter(text -> text.startsWith(name))).isEqualTo(own);
        }
    }

    @Test
    void closingLetsTheRunningSyncEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        LogWriter writer = Logs.begin(storage, Logs.POWER);
        LogEntry first = Logs.append(writer, "first");
        storage.fate((change, operation) -> {
            begun.countDown();
            waitFor(goOn);
        });
        Future<?> leader = threads.submit(() -> writer.await(first));
        begun.await();
        Future<?> closer = threads.submit(writer::close);
        goOn.countDown();
        leader.get();
        closer.get();

        assertThat(first.isDurable()).isTrue();
        assertThat(Logs.texts(storage.afterPowerCut())).containsExactly("first");
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
