package dev.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.error.ReceiverStoppedException;
import dev.sluice.source.InputPlan;
import dev.sluice.source.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many threads store while batches are planned. A record is a thread's number and a count. */
class ConcurrentStoreTest {
    private static final int THREADS = 8;

    private final Receiver<KeyValue<Integer, Long>> receiver = ScriptedReceiver.idle();

    @ParameterizedTest
    @ValueSource(ints = {100, 5_000, 1_000_000})
    void nothingIsLostOrDuplicatedAndEachThreadKeepsItsOrder(int room) {
        IntakeFixture world = IntakeFixture.withRoom(room);
        ReceiverIntake<KeyValue<Integer, Long>> intake = started(world);
        long each = room < 1_000 ? 5_000 : 50_000;
        List<Thread> threads = begin(thread -> LongStream.rangeClosed(1, each).forEach(n -> storeNext(thread, n)));
        List<KeyValue<Integer, Long>> read = new ArrayList<>();
        Patience.until(() -> {
            read.addAll(readBatch(world, intake, room / 2));
            return read.size() >= each * THREADS;
        });
        threads.forEach(Patience::join);
        assertThat(world.nextRecords(intake)).isEmpty();
        assertThat(lastInOrder(read)).containsOnly(each);
        assertThat(read).hasSize((int) each * THREADS);
    }

    @Test
    void whatIsStoredDuringAStopIsReadOrRefusedButNeverSwallowed() {
        for (int run = 0; run < 50; run++) {
            IntakeFixture world = IntakeFixture.withRoom(100_000);
            ReceiverIntake<KeyValue<Integer, Long>> intake = started(world);
            AtomicLongArray accepted = new AtomicLongArray(THREADS);
            List<Thread> threads = begin(thread -> storeUntilRefused(thread, accepted));
            long some = run * 500;
            Patience.until(() -> intake.waiting() >= some);
            assertThat(intake.stop(Patience.LIMIT)).isTrue();
            List<KeyValue<Integer, Long>> read = readBatch(world, intake, Long.MAX_VALUE);
            threads.forEach(Patience::join);
            long[] last = lastInOrder(read);
            for (int thread = 0; thread < THREADS; thread++) {
                assertThat(last[thread]).isEqualTo(accepted.get(thread));
            }
        }
    }

    @Test
    void noThreadStarvesTheOthersWhereABatchCannotTakeAll() {
        IntakeFixture world = new IntakeFixture();
        ReceiverIntake<KeyValue<Integer, Long>> intake = started(world);
        CountDownLatch end = new CountDownLatch(1);
        begin(thread -> {
            LongStream.rangeClosed(1, thread == 0 ? 1_000 : 10).forEach(n -> storeNext(thread, n));
            Patience.await(end);
        });
        Patience.until(() -> intake.waiting() == 1_000 + 10 * (THREADS - 1));
        long[] last = lastInOrder(world.nextRecords(intake, 40));
        assertThat(last).containsOnly(5);
        assertThat(lastInOrder(world.nextRecords(intake, 80), last)).contains(10, 10, 10, 10, 10, 10, 10, 50);
        end.countDown();
    }

    private ReceiverIntake<KeyValue<Integer, Long>> started(IntakeFixture world) {
        ReceiverIntake<KeyValue<Integer, Long>> intake = new ReceiverIntake<>(receiver, world.context());
        intake.start();
        world.log.await("started", 1);
        return intake;
    }

    private void storeNext(int thread, long number) {
        KeyValue<Integer, Long> record = KeyValue.of(thread, number);
        if (number % 7 == 0) {
            receiver.store(List.of(record));
        } else {
            receiver.store(record);
        }
    }

    private void storeUntilRefused(int thread, AtomicLongArray accepted) {
        try {
            for (long number = 1; ; number++) {
                storeNext(thread, number);
                accepted.set(thread, number);
            }
        } catch (ReceiverStoppedException expected) {
            assertThat(expected).hasMessageContaining("the receiver is stopped");
        }
    }

    private static List<KeyValue<Integer, Long>> readBatch(
            IntakeFixture world, ReceiverIntake<KeyValue<Integer, Long>> intake, long recordsMax) {
        Batch batch = world.nextBatch();
        InputPlan<KeyValue<Integer, Long>> plan = intake.plan(batch, recordsMax);
        assertThat(plan.records()).isLessThanOrEqualTo(recordsMax);
        List<KeyValue<Integer, Long>> records = IntakeFixture.records(plan);
        intake.forget(batch);
        return records;
    }

    private static long[] lastInOrder(List<KeyValue<Integer, Long>> records) {
        return lastInOrder(records, new long[THREADS]);
    }

    /** The last number of each thread; each must follow the one before. */
    private static long[] lastInOrder(List<KeyValue<Integer, Long>> records, long[] before) {
        long[] last = before.clone();
        for (KeyValue<Integer, Long> record : records) {
            long expected = ++last[record.key()];
            if (record.value() != expected) {
                throw new AssertionError(record + " came where " + expected + " was due");
            }
        }
        return last;
    }

    private static List<Thread> begin(IntConsumer work) {
        CompletableFuture<Void> go = new CompletableFuture<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            Thread thread = new Thread(() -> {
                go.join();
                work.accept(number);
            });
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        go.complete(null);
        return threads;
    }
}
