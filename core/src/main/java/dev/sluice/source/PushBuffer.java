package dev.sluice.source;

import dev.sluice.data.Batch;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.ReceiverStoppedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What was pushed and waits for a batch. A push larger than all the room waits until the buffer is empty. Thread-safe. */
final class PushBuffer<T> {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private final Deque<Push<T>> waiting = new ArrayDeque<>();
    private int room;
    private long size;
    private boolean opened;
    private volatile Runnable arrival = () -> {};
    private boolean closed;

    PushBuffer(int room) {
        this.room = room;
    }

    /** The stream opens the buffer, which only one can. */
    void open(String stream, int newRoom, Runnable newArrival) {
        lock.lock();
        try {
            if (opened) {
                throw new InvalidProgramException(
                        stream + ": the push source already feeds a stream; give each stream a source of its own");
            }
            opened = true;
            room = newRoom;
            arrival = newArrival;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    CompletableFuture<Batch> push(List<T> records) {
        Push<T> push = add(records);
        arrival.run();
        return push.committed();
    }

    private Push<T> add(List<T> records) {
        lock.lock();
        try {
            while (!closed && size > 0 && size + records.size() > room) {
                changed.await();
            }
            if (closed) {
                throw new ReceiverStoppedException(
                        "the push of " + records.size() + " records is refused: the stream has stopped");
            }
            Push<T> push = new Push<>(records, new CompletableFuture<>());
            waiting.add(push);
            size += records.size();
            return push;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReceiverStoppedException(
                    "the thread was interrupted while it waited to push; nothing was taken", e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the next records, at most so many.
     *
     * @param ended gets the pushes whose last record is among them
     */
    List<T> take(long max, List<Push<T>> ended) {
        lock.lock();
        try {
            List<T> taken = new ArrayList<>((int) Math.min(max, size));
            while (!waiting.isEmpty() && taken.size() < max) {
                Push<T> push = waiting.remove();
                int part = (int) Math.min(push.records().size(), max - taken.size());
                taken.addAll(push.records().subList(0, part));
                if (part == push.records().size()) {
                    ended.add(push);
                } else {
                    waiting.addFirst(push.from(part));
                }
            }
            size -= taken.size();
            changed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Refuses what is pushed from now on. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Records that were pushed together.
     *
     * @param records what no batch has taken yet
     * @param committed completes with the batch of the last record
     */
    record Push<T>(List<T> records, CompletableFuture<Batch> committed) {
        Push<T> from(int first) {
            return new Push<>(records.subList(first, records.size()), committed);
        }
    }
}
