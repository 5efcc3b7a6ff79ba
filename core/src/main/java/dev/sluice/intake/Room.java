package dev.sluice.intake;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The room for records that wait for a batch. Who finds none waits, and is served in turn. A producer is granted room
 * for several records at once, up to a 64th of all; what it has not used yet is not counted, so each producer may exceed
 * the bound by that much. Thread-safe.
 */
final class Room {
    private static final int GRANT_MAX = 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Producer<?>> line = new ArrayDeque<>();
    private final int max;
    private final LongSupplier waiting;
    private long underWay;
    private boolean patient = true;

    /** Room for {@code max} records, of which so many are waiting now. */
    Room(int max, LongSupplier waiting) {
        this.max = Math.max(1, max);
        this.waiting = waiting;
    }

    /** Waits for room for one record. Returns how many may be stored; 0 when refused. */
    int forRecords(Producer<?> producer) throws InterruptedException {
        return take(producer, 1, Math.min(GRANT_MAX, Math.max(1, max / 64)));
    }

    /**
     * Waits for room for a block; one larger than all the room waits until it is empty. The room is taken until
     * {@link #blockIsIn}.
     *
     * @return whether the block may be stored
     */
    boolean forBlock(Producer<?> producer, int records) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean granted = take(producer, records, records) > 0;
            underWay += granted ? records : 0;
            return granted;
        } finally {
            lock.unlock();
        }
    }

    /** A block that there was room for is among those that wait now, or was given up. */
    void blockIsIn(int records) {
        lock.lock();
        try {
            underWay -= records;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private int take(Producer<?> producer, int least, int most) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            line.add(producer);
            try {
                long used = used();
                while (!producer.isClosed() && patient && !isServed(producer, least, used)) {
                    changed.await();
                    used = used();
                }
                boolean refused = producer.isClosed() || !isServed(producer, least, used);
                return refused ? 0 : (int) Math.max(least, Math.min(most, max - used));
            } finally {
                line.remove(producer);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private long used() {
        return waiting.getAsLong() + underWay;
    }

    private boolean isServed(Producer<?> producer, int records, long used) {
        return line.peek() == producer && (used == 0 || used + records <= max);
    }

    /** From now on who finds no room is refused instead of waiting for it. */
    void refuseToWait() {
        lock.lock();
        try {
            patient = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** There is more room, or a producer was closed. */
    void changed() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
