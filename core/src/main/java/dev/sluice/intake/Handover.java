package dev.sluice.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where the threads of a receiver leave records and the batch loop takes them. Each thread writes into a
 * {@link Producer} of its own; a lock is taken only when a thread comes for the first time, and when it asks for room.
 * Records of one thread keep their order, and what earlier starts of the receiver stored comes before what later ones
 * did; threads of one start share a batch evenly where it cannot take all.
 */
final class Handover<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Room room;
    private final Runnable arrival;
    private final List<Producer<T>> ended = new ArrayList<>();
    private final List<Producer<T>> current = new ArrayList<>();
    private boolean open;
    private long start;
    private long storedByForgotten;
    private int turn;

    /**
     * A handover in which so many records may wait.
     *
     * @param arrival told after each record or block
     */
    Handover(int max, Runnable arrival) {
        this.arrival = arrival;
        this.room = new Room(max, this::waiting);
    }

    /** Something was stored. */
    void arrived() {
        arrival.run();
    }

    Room room() {
        return room;
    }

    /** What was stored for an earlier run comes first. */
    void resume(Producer<T> recovered) {
        lock.lock();
        try {
            ended.add(recovered);
        } finally {
            lock.unlock();
        }
    }

    /** From now on threads may come: those of this start, and those of no start. */
    void open(long newStart) {
        lock.lock();
        try {
            open = true;
            start = newStart;
        } finally {
            lock.unlock();
        }
    }

    /** Refuses whatever is stored from now on, also by threads that came before; what was stored stays. */
    void close() {
        lock.lock();
        try {
            open = false;
            current.forEach(Producer::close);
            ended.addAll(current);
            current.clear();
        } finally {
            lock.unlock();
        }
        room.changed();
    }

    /**
     * A place for the calling thread to write into, or null when it may not come.
     *
     * @param startOfThread the start that the thread belongs to, or {@link ThreadStarts#NONE}
     */
    @Nullable
    Producer<T> register(long startOfThread) {
        lock.lock();
        try {
            if (!open || (startOfThread != ThreadStarts.NONE && startOfThread != start)) {
                return null;
            }
            Producer<T> producer = new Producer<>(Thread.currentThread(), startOfThread == start);
            current.add(producer);
            return producer;
        } finally {
            lock.unlock();
        }
    }

    /** The threads begun by the receiver's start that have stored since the opening. */
    List<Thread> threads() {
        lock.lock();
        try {
            return current.stream()
                    .filter(Producer::begunByStart)
                    .map(Producer::thread)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** The number of records that wait for a batch. */
    long waiting() {
        lock.lock();
        try {
            return sum(ended) + sum(current);
        } finally {
            lock.unlock();
        }
    }

    /** The number of records that were ever stored. */
    long stored() {
        lock.lock();
        try {
            long stored = storedByForgotten;
            for (Producer<T> producer : ended) {
                stored += producer.stored();
            }
            for (Producer<T> producer : current) {
                stored += producer.stored();
            }
            return stored;
        } finally {
            lock.unlock();
        }
    }

    /** What a batch of at most so many records would take. Batch loop only. */
    Take<T> take(long max) {
        lock.lock();
        try {
            Take<T> take = new Take<>();
            long left = max;
            for (Producer<T> producer : ended) {
                left -= take.add(producer, left);
            }
            long[] waiting = current.stream().mapToLong(Producer::waiting).toArray();
            long[] shares = Shares.of(waiting, left, turn++ & Integer.MAX_VALUE);
            for (int i = 0; i < shares.length; i++) {
                take.add(current.get(i), shares[i]);
            }
            return take;
        } finally {
            lock.unlock();
        }
    }

    /** The batch has taken it: there is room again. Batch loop only. */
    void confirm(Take<T> take) {
        take.confirm();
        forgetTheDone();
        room.changed();
    }

    private void forgetTheDone() {
        lock.lock();
        try {
            for (Producer<T> producer : current) {
                if (!producer.thread().isAlive()) {
                    producer.close();
                    ended.add(producer);
                }
            }
            current.removeIf(Producer::isClosed);
            for (Producer<T> producer : ended) {
                storedByForgotten += producer.waiting() == 0 ? producer.stored() : 0;
            }
            ended.removeIf(producer -> producer.waiting() == 0);
        } finally {
            lock.unlock();
        }
    }

    private static long sum(List<? extends Producer<?>> producers) {
        long sum = 0;
        for (Producer<?> producer : producers) {
            sum += producer.waiting();
        }
        return sum;
    }
}
