package dev.sluice.intake;

import dev.sluice.source.RecordLog;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * What one thread stored during one start of a receiver: a chain of segments, written by that thread and read by the
 * batch loop, without locks. One number says how many records are written; it is moved by compare-and-set, so that a
 * record is either in before the producer is closed, or refused.
 */
final class Producer<T> {
    private static final VarHandle WRITTEN = written();
    private static final long CLOSED = Long.MIN_VALUE;

    private final Thread thread;
    private final boolean begunByStart;

    /** The number of records, and whether closed. */
    private volatile long written;

    /** The number of records taken; moved by the reading thread alone. */
    private volatile long taken;

    /** Where the reading thread has come to. */
    private Segment<T> head = Chunk.none();

    /** What the writing thread works with. */
    private Segment<T> last = head;

    private long count;
    private int allowed;

    /** A producer for a thread, which the receiver's start began or not. */
    Producer(Thread thread, boolean begunByStart) {
        this.thread = thread;
        this.begunByStart = begunByStart;
    }

    /** What an earlier run left in the log; nothing can be added to it. */
    static <T> Producer<T> recovered(RecordLog log, List<RecordLog.Range> waiting) {
        Producer<T> producer = new Producer<>(Thread.currentThread(), false);
        for (RecordLog.Range range : waiting) {
            producer.append(new LoggedSegment<>(producer.count, log, range));
            producer.publish(range.records());
        }
        producer.close();
        return producer;
    }

    Thread thread() {
        return thread;
    }

    boolean begunByStart() {
        return begunByStart;
    }

    /** Whether the room that was granted is used up. Writing thread. */
    boolean isOutOfRoom() {
        return allowed == 0;
    }

    /** Grants room for more records. Writing thread. */
    void allow(int more) {
        allowed += more;
    }

    /** Adds a record; false when the producer is closed. Writing thread. */
    boolean add(T record) {
        openChunk().set(count, record);
        allowed--;
        return publish(1);
    }

    /** Adds records from one on, as many as there is room for in the chunk; 0 when closed. Writing thread. */
    int add(List<T> records, int from) {
        Chunk<T> chunk = openChunk();
        int more = Math.min(Math.min(allowed, chunk.room(count)), records.size() - from);
        for (int i = 0; i < more; i++) {
            chunk.set(count + i, records.get(from + i));
        }
        allowed -= more;
        return publish(more) ? more : 0;
    }

    /** Adds a block; false when the producer is closed. Writing thread. */
    boolean add(KeptBlock<T> block) {
        append(new BlockSegment<>(count, block));
        return publish(block.records());
    }

    /** The chunk to write into: a new one when a batch has taken of this one, so that done batches are not held. */
    private Chunk<T> openChunk() {
        if (last instanceof Chunk<T> chunk && !chunk.isFull(count) && taken <= chunk.start) {
            return chunk;
        }
        Chunk<T> chunk = Chunk.after(count, count - last.start);
        append(chunk);
        return chunk;
    }

    private void append(Segment<T> segment) {
        last.next = segment;
        last = segment;
    }

    private boolean publish(long records) {
        if (!WRITTEN.compareAndSet(this, count, count + records)) {
            return false;
        }
        count += records;
        return true;
    }

    /** Refuses what is stored from now on. Any thread. */
    void close() {
        long ignored = (long) WRITTEN.getAndBitwiseOr(this, CLOSED);
    }

    boolean isClosed() {
        return written < 0;
    }

    /** The number of records stored so far. Any thread. */
    long stored() {
        return written & ~CLOSED;
    }

    /** The number of records stored but not taken yet. Any thread. */
    long waiting() {
        long alreadyTaken = taken;
        return stored() - alreadyTaken;
    }

    /** Cuts the next records, at most so many, into pieces; they stay until the cursor is confirmed. Reading thread. */
    Cursor<T> read(long max, List<Piece<T>> pieces) {
        long at = taken;
        long end = at + Math.min(stored() - at, max);
        Segment<T> segment = head;
        while (at < end) {
            Segment<T> next = segment.next;
            if (next != null && next.start <= at) {
                segment = next;
            } else {
                long stop = next == null ? end : Math.min(end, next.start);
                pieces.add(segment.piece(at, stop));
                at = stop;
            }
        }
        return new Cursor<>(this, segment, at);
    }

    /** Where a reading has come to. */
    record Cursor<T>(Producer<T> producer, Segment<T> segment, long at) {
        /** Takes what was read. */
        void confirm() {
            producer.head = segment;
            producer.taken = at;
        }
    }

    private static VarHandle written() {
        try {
            return MethodHandles.lookup().findVarHandle(Producer.class, "written", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
