package dev.sluice.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One thread hands records over to another, which counts them every 10 ms; at most so many wait. */
record HandOvers(String name, Supplier<HandOver> handOver) implements IntakeContender {
    static final int WAITING_MAX = 1_000_000;
    static final long TICK_NANOS = 10_000_000;

    private static final int RECORDS = 4_096;

    /** Between two threads. */
    interface HandOver {
        boolean put(String record);

        /** Takes what is there; returns how many. */
        long take();
    }

    static List<IntakeContender> all() {
        return List.of(
                new HandOvers("chunks by hand", Chunks::new),
                queue("ArrayBlockingQueue", () -> new ArrayBlockingQueue<>(WAITING_MAX)),
                queue("LinkedBlockingQueue", () -> new LinkedBlockingQueue<>(WAITING_MAX)),
                queue("ConcurrentLinkedQueue", ConcurrentLinkedQueue::new),
                queue("LinkedTransferQueue", LinkedTransferQueue::new));
    }

    /** Records that are there already, so that making them costs nothing. */
    static List<String> records() {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            records.add("record number %06d ".formatted(i).repeat(5));
        }
        return records;
    }

    private static HandOvers queue(String name, Supplier<Queue<String>> queue) {
        return new HandOvers(name, () -> new Polled(queue.get()));
    }

    @Override
    public Taken run(double seconds) throws InterruptedException {
        HandOver between = handOver.get();
        AtomicBoolean halted = new AtomicBoolean();
        long[] stored = new long[1];
        Thread writer = new Thread(() -> stored[0] = write(between, halted), "writer");
        Mark begun = Mark.now();
        writer.start();
        long taken = 0;
        while (begun.seconds() < seconds) {
            LockSupport.parkNanos(TICK_NANOS);
            taken += between.take();
        }
        Taken measured = begun.taken(taken, 0);
        halted.set(true);
        writer.join();
        IntakeContender.require(name, taken + between.take(), stored[0]);
        return measured;
    }

    private static long write(HandOver between, AtomicBoolean halted) {
        List<String> records = records();
        long stored = 0;
        while (!halted.get()) {
            if (between.put(records.get((int) stored & RECORDS - 1))) {
                stored++;
            } else {
                LockSupport.parkNanos(1_000_000);
            }
        }
        return stored;
    }

    /** A queue of the JDK; one without a bound gets none but that of looking at its length now and then. */
    private static final class Polled implements HandOver {
        private final Queue<String> queue;
        private volatile long taken;
        private long put;

        Polled(Queue<String> queue) {
            this.queue = queue;
        }

        @Override
        public boolean put(String record) {
            if (put - taken >= WAITING_MAX || !queue.offer(record)) {
                return false;
            }
            put++;
            return true;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread alone
        public long take() {
            long more = 0;
            while (queue.poll() != null) {
                more++;
            }
            taken += more;
            return more;
        }
    }

    /** Chunks in a chain, each released as a whole when it is full. There is no stop to be right about. */
    private static final class Chunks implements HandOver {
        private static final int SIZE = 4_096;

        private static final class Chunk {
            private final String[] records = new String[SIZE];
            private final AtomicInteger size = new AtomicInteger();
            private volatile @Nullable Chunk next;
        }

        private volatile long taken;
        private long put;
        private Chunk last = new Chunk();
        private Chunk first = last;
        private int at;

        @Override
        public boolean put(String record) {
            if (put - taken >= WAITING_MAX) {
                return false;
            }
            Chunk chunk = last;
            int size = (int) (put++ & SIZE - 1);
            if (size == 0 && put > 1) {
                chunk = new Chunk();
                last.next = chunk;
                last = chunk;
            }
            chunk.records[size] = record;
            chunk.size.setRelease(size + 1);
            return true;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread alone
        public long take() {
            long more = 0;
            while (true) {
                int size = first.size.getAcquire();
                for (; at < size; at++) {
                    more += first.records[at].isEmpty() ? 0 : 1;
                }
                Chunk next = first.next;
                if (at < SIZE || next == null) {
                    taken += more;
                    return more;
                }
                first = next;
                at = 0;
            }
        }
    }
}
