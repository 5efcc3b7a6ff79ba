package dev.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.error.ReceiverStoppedException;
import dev.sluice.source.InputPlan;
import dev.sluice.source.Receiver;
import dev.sluice.source.ReceiverSupervisor;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records stored one by one, several at once and in blocks, by several threads, in one chain for each of them. */
class RecordChainTest {
    private static final int THREADS = 4;
    private static final int RUNS = 40;

    /** Stores as a receiver may: what is given out is the next numbers of a thread. */
    private static final class Storing {
        private final ReceiverSupervisor<KeyValue<Integer, Long>> supervisor;
        private final SplittableRandom random;
        private final int thread;
        private long next = 1;

        Storing(ReceiverSupervisor<KeyValue<Integer, Long>> supervisor, long seed, int thread) {
            this.supervisor = supervisor;
            this.random = new SplittableRandom(seed * THREADS + thread);
            this.thread = thread;
        }

        /** Stores some, of each way; returns the last number that was accepted. */
        long some(long most) {
            int way = random.nextInt(8);
            if (way < 4 || most == 1) {
                supervisor.store(KeyValue.of(thread, next++));
                return next - 1;
            }
            long last = next + random.nextLong(Math.min(most, way == 4 ? 3_000 : 30));
            List<KeyValue<Integer, Long>> records = LongStream.rangeClosed(next, last)
                    .mapToObj(number -> KeyValue.of(thread, number))
                    .toList();
            if (way == 7) {
                supervisor.storeBlock(records);
            } else {
                supervisor.storeEach(records);
            }
            next = last + 1;
            return last;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000, 1_000_000})
    void eachThreadsRecordsAreReadOnceAndInOrderHoweverTheyAreStored(int room) {
        for (int run = 0; run < RUNS; run++) {
            long seed = run;
            long each = room == 10 ? 200 : 4_000;
            IntakeFixture world = IntakeFixture.withRoom(room);
            Started started = started(world);
            List<Thread> threads = begin(thread -> {
                Storing storing = new Storing(started.supervisor(), seed, thread);
                for (long last = 0; last < each; ) {
                    last = storing.some(each - last);
                }
            });
            List<KeyValue<Integer, Long>> read = new ArrayList<>();
            SplittableRandom random = new SplittableRandom(run);
            Patience.until(() -> {
                read.addAll(batch(world, started.intake(), 1 + random.nextInt(2 * room)));
                return read.size() >= each * THREADS;
            });
            threads.forEach(Patience::join);
            assertThat(lastInOrder(read)).containsOnly(each);
            assertThat(started.intake().waiting()).isZero();
            assertThat(started.intake().stop(Patience.LIMIT)).isTrue();
        }
    }

    @Test
    void aStopTakesABeginningOfWhatIsStoredTogetherAndAllThatWasAccepted() {
        for (int run = 0; run < RUNS; run++) {
            long seed = run;
            IntakeFixture world = IntakeFixture.withRoom(1_000_000);
            Started started = started(world);
            AtomicLongArray accepted = new AtomicLongArray(THREADS);
            AtomicLongArray tried = new AtomicLongArray(THREADS);
            List<Thread> threads = begin(thread -> {
                Storing storing = new Storing(started.supervisor(), seed, thread);
                try {
                    while (accepted.get(thread) < 200_000) {
                        accepted.set(thread, storing.some(Long.MAX_VALUE));
                    }
                } catch (ReceiverStoppedException expected) {
                    tried.set(thread, 3_000);
                }
            });
            long some = run * 200L;
            Patience.until(() -> started.intake().waiting() >= some);
            assertThat(started.intake().stop(Patience.LIMIT)).isTrue();
            long[] last = lastInOrder(batch(world, started.intake(), Long.MAX_VALUE));
            threads.forEach(Patience::join);
            for (int thread = 0; thread < THREADS; thread++) {
                assertThat(last[thread]).isBetween(accepted.get(thread), accepted.get(thread) + tried.get(thread));
            }
        }
    }

    @Test
    void whatIsStoredTogetherWaitsForRoomInParts() {
        IntakeFixture world = IntakeFixture.withRoom(10);
        Started started = started(world);
        CountDownLatch stored = new CountDownLatch(1);
        List<KeyValue<Integer, Long>> records =
                LongStream.rangeClosed(1, 95).mapToObj(n -> KeyValue.of(0, n)).toList();
        Thread thread = new Thread(() -> {
            started.supervisor().storeEach(records);
            stored.countDown();
        });
        thread.start();
        List<KeyValue<Integer, Long>> read = new ArrayList<>();
        Patience.until(() -> {
            assertThat(started.intake().waiting()).isLessThanOrEqualTo(10);
            read.addAll(batch(world, started.intake(), 1_000));
            return read.size() == 95;
        });
        Patience.await(stored);
        Patience.join(thread);
        assertThat(read).isEqualTo(records);
    }

    @Test
    void aListOverChunksReadsAsTheirRecordsInOrder() {
        Object[] chunk = {1, 2, 3, 4, 5};
        RecordList<Integer> list = new RecordList<>(List.of(
                new RecordPiece<>(chunk, 1, 3), new RecordPiece<>(chunk, 4, 5), new RecordPiece<>(chunk, 0, 1)));
        assertThat(List.copyOf(list)).containsExactly(2, 3, 5, 1);
        assertThat(list.get(2)).isEqualTo(5);
        var records = list.iterator();
        list.forEach(unused -> records.next());
        assertThat(records.hasNext()).isFalse();
        assertThatThrownBy(records::next)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("the list has no more records");
    }

    private record Started(
            ReceiverIntake<KeyValue<Integer, Long>> intake, ReceiverSupervisor<KeyValue<Integer, Long>> supervisor) {}

    private static Started started(IntakeFixture world) {
        Receiver<KeyValue<Integer, Long>> receiver = ScriptedReceiver.idle();
        ReceiverIntake<KeyValue<Integer, Long>> intake = new ReceiverIntake<>(receiver, world.context());
        intake.start();
        world.log.await("started", 1);
        return new Started(intake, intake.supervisor());
    }

    private static List<KeyValue<Integer, Long>> batch(
            IntakeFixture world, ReceiverIntake<KeyValue<Integer, Long>> intake, long recordsMax) {
        Batch batch = world.nextBatch();
        InputPlan<KeyValue<Integer, Long>> plan = intake.plan(batch, recordsMax);
        assertThat(plan.records()).isLessThanOrEqualTo(recordsMax);
        List<KeyValue<Integer, Long>> records = IntakeFixture.records(plan);
        intake.forget(batch);
        return records;
    }

    /** The last number of each thread; each must follow the one before. */
    private static long[] lastInOrder(List<KeyValue<Integer, Long>> records) {
        long[] last = new long[THREADS];
        for (KeyValue<Integer, Long> record : records) {
            long due = ++last[record.key()];
            if (record.value() != due) {
                throw new AssertionError(record + " came where " + due + " was due");
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
