package dev.sluice.log;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Appends to the log of a job, for one run. What was appended is with the operating system when the call returns; it is
 * durable once {@link #await} returned for it. With {@link dev.sluice.storage.Durability#POWER} the thread that waits
 * first syncs for all that was appended until then, while others go on appending; there is no thread of the log's own.
 *
 * <p>A file whose append or sync failed is given up. The log goes on in a new one, to which everything is written again
 * that was not synced, from memory; only if this fails too does the call throw. When there is no space left the call
 * throws at once, and the next one tries anew. Either way nothing that was appended before is lost: it can be awaited
 * again. The failure is a {@link dev.sluice.error.StorageException}.
 *
 * <p>Safe for any thread. An interrupt is left pending and disturbs nothing.
 */
public final class LogWriter implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition syncEnded = lock.newCondition();
    private final LogSettings settings;
    private final LogTail tail;
    private boolean syncing;
    private boolean closed;

    private LogWriter(LogSettings settings, LogTail tail) {
        this.settings = settings;
        this.tail = tail;
    }

    /**
     * Begins the first segment of a run; it is durable when this returns.
     *
     * @param directory which exists, and in which nobody else writes a log of this epoch
     * @param epoch of the run, from 1, higher than that of any run before
     * @param ends where the segments of earlier runs end that still matter, in the order of the log, as
     *     {@link LogReader#ends} gives them. With {@link dev.sluice.storage.Durability#POWER} these files must have been
     *     {@link dev.sluice.storage.Storage#sync synced}: a run that was killed leaves bytes that only seem safe
     */
    public static LogWriter open(LogDirectory directory, int epoch, LogSettings settings, List<LogPosition> ends) {
        LogWriter writer = new LogWriter(settings, new LogTail(directory, epoch, settings, ends));
        writer.begin();
        return writer;
    }

    /**
     * Begins the first segment of a run that goes on with a log; it is durable when this returns, and with
     * {@link dev.sluice.storage.Durability#POWER} so is all before it.
     *
     * @param before what earlier runs left; nobody appends to it any more that would be heard
     * @param firstNeeded the log before this position matters no more
     */
    public static LogWriter after(LogReader before, LogPosition firstNeeded, int epoch, LogSettings settings) {
        LogDirectory directory = before.directory();
        List<LogPosition> ends = before.ends(firstNeeded);
        LogWriter writer = new LogWriter(settings, new LogTail(directory, epoch, settings, ends));
        if (settings.syncs()) {
            Attempts.twice(() -> writer.tail.takeOver(before));
            writer.tail.syncBefore();
        }
        writer.begin();
        return writer;
    }

    /**
     * Appends a frame.
     *
     * @param type 1 to 255
     * @param payload at most {@link Frame#PAYLOAD_BYTES_MAX} bytes; it must not be changed until the entry is durable
     */
    public LogEntry append(int type, byte[] payload) {
        LogEntry entry = new LogEntry(type, payload);
        append(List.of(entry), entry.frameBytes());
        return entry;
    }

    /**
     * Appends a frame for each payload, in one write as far as they fit into 1 MiB. If it throws, this run goes on without
     * any of them. When the run ends in the middle of it, or right after it threw, the log may hold the first ones.
     *
     * @return an entry for each payload, in their order
     */
    public List<LogEntry> append(int type, List<byte[]> payloads) {
        List<LogEntry> entries = new ArrayList<>(payloads.size());
        long bytes = 0;
        for (byte[] payload : payloads) {
            LogEntry entry = new LogEntry(type, payload);
            bytes += entry.frameBytes();
            entries.add(entry);
        }
        append(entries, bytes);
        return entries;
    }

    /**
     * Returns once an entry is durable, and this run was still the one that rules when it became so.
     *
     * @throws dev.sluice.error.FencedException if the fence says so
     */
    public void await(LogEntry entry) {
        if (!settings.syncs()) {
            settings.fence().run();
        } else if (!entry.isDurable()) {
            awaitSync(entry);
        }
    }

    /**
     * Ends the file that is open, so that those before the next entry can be deleted one day, and begins another.
     *
     * @return up to where the log is durable; {@link LogPosition#START} where nothing is synced
     */
    public LogPosition rotate() {
        LogPosition[] durable = {LogPosition.START};
        locked(() -> {
            awaitNoSync();
            tail.finish();
            if (settings.syncs()) {
                sync();
            }
            durable[0] = tail.durable();
        });
        return durable[0];
    }

    /** No later header will name the segments that lie whole before this position, so that they can be deleted. */
    public void forget(LogPosition firstNeeded) {
        locked(() -> tail.forget(firstNeeded));
    }

    /** Ends the log where it is. What was not awaited may be lost, and who still waits for it is told so. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                awaitNoSync();
                closed = true;
                syncEnded.signalAll();
                tail.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private void begin() {
        boolean begun = false;
        lock.lock();
        try {
            Attempts.twice(settings.syncs() ? this::sync : tail::segment);
            begun = true;
        } finally {
            if (!begun) {
                tail.abandon();
            }
            lock.unlock();
        }
    }

    private void append(List<LogEntry> entries, long bytes) {
        locked(() -> {
            while (syncing && !tail.takes(bytes)) {
                syncEnded.awaitUninterruptibly();
            }
            requireOpen();
            tail.append(entries, bytes);
        });
    }

    private void awaitSync(LogEntry entry) {
        locked(() -> {
            while (!entry.isDurable()) {
                requireOpen();
                if (syncing) {
                    syncEnded.awaitUninterruptibly();
                } else {
                    sync();
                }
            }
        });
    }

    /** Syncs everything appended until now. Gives the lock away meanwhile, so that appends go on. */
    private void sync() {
        OpenSegment segment = tail.segment();
        long upTo = segment.size();
        boolean synced = false;
        syncing = true;
        lock.unlock();
        try {
            settings.fence().run();
            segment.sync();
            synced = true;
        } finally {
            lock.lock();
            syncing = false;
            if (synced) {
                tail.synced(segment, upTo);
            }
            syncEnded.signalAll();
        }
    }

    private void awaitNoSync() {
        while (syncing) {
            syncEnded.awaitUninterruptibly();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StorageException(Kind.INVALID, "the log is closed; whatever was not durable by then may be lost");
        }
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            requireOpen();
            Attempts.twice(action);
        } finally {
            lock.unlock();
        }
    }
}
