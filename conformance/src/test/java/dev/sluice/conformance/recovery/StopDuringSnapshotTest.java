package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.StreamingContext;
import dev.sluice.conformance.simulation.Below;
import dev.sluice.error.StorageException;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import dev.sluice.time.SystemClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is stopped while its snapshot is being written, by a thread of its own. */
@Timeout(60)
class StopDuringSnapshotTest {
    private static final Duration OFTEN = Duration.ofMillis(5);

    private final Storage disk = new InMemoryStorage(new SystemClock());
    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch stopBegun = new CountDownLatch(1);
    private final AtomicReference<Thread> stopping = new AtomicReference<>();
    private volatile boolean hadStopped;

    /** The directory, in which the first data of a snapshot waits for the stop. */
    private Storage directory(boolean fails) {
        disk.createDirectories("here");
        Storage here = new Below(disk, "here");
        return (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (proxy, method, arguments) -> {
                    boolean isFirst = method.getName().equals("create") && writing.getCount() > 0;
                    if (isFirst && arguments[0].toString().startsWith("data-")) {
                        writing.countDown();
                        awaitStop();
                        if (fails) {
                            throw new StorageException("planted");
                        }
                    }
                    return method.invoke(here, arguments);
                });
    }

    /** Returns when the stop waits in the journal's end, or is over. */
    private void awaitStop() throws InterruptedException {
        stopBegun.await();
        Thread thread = stopping.get();
        while (thread.isAlive() && !isWaitingForTheJournal(thread)) {
            Thread.onSpinWait();
        }
        hadStopped = !thread.isAlive();
    }

    private static boolean isWaitingForTheJournal(Thread thread) {
        return thread.getState() == Thread.State.WAITING
                && Stream.of(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().endsWith(".RunJournal")
                                && frame.getMethodName().equals("close"));
    }

    private StreamingContext start(Storage storage) {
        StreamingContext context = StreamingContext.builder("sums")
                .batchInterval(OFTEN)
                .master("local[2]")
                .checkpoint(storage, "here")
                .snapshotInterval(OFTEN)
                .build();
        disk.createDirectories("out");
        Sums.define(context, new Location(disk, "out/sums"));
        context.start();
        return context;
    }

    @ParameterizedTest(name = "a snapshot that fails: {0}")
    @ValueSource(booleans = {false, true})
    void nothingIsWrittenAnyMoreWhenAStopHasReturned(boolean fails) throws Exception {
        StreamingContext context = start(directory(fails));
        writing.await();
        Thread thread = new Thread(() -> context.stop(false));
        stopping.set(thread);
        thread.start();
        stopBegun.countDown();
        thread.join();
        assertThat(hadStopped).isFalse();
        assertThat(context.failure()).isEmpty();
        List<String> data =
                names().stream().filter(name -> name.startsWith("data-")).toList();
        assertThat(data).hasSize(fails ? 0 : 1).allMatch(name -> names().contains(name.replace("data-", "snapshot-")));
        start(new Below(disk, "here")).stop(true);
        assertThat(names()).anyMatch(name -> name.startsWith("snapshot-00000002-"));
    }

    private List<String> names() {
        return disk.list("here").stream().map(entry -> entry.name()).toList();
    }
}
