package dev.sluice.log;

import dev.sluice.error.StorageException;
import dev.sluice.storage.AppendFile;
import java.util.Collection;

/**
 * The file at the end of a log. It may be synced by one thread while another appends; all else is done under the lock of
 * the writer.
 */
final class OpenSegment {
    private final LogPosition start;
    private final AppendFile file;
    private final FrameWriter frames;
    private long size;
    private long headerBytes;
    private long synced;
    private volatile boolean failed;

    OpenSegment(LogPosition start, FileId id, AppendFile file) {
        this.start = start;
        this.file = file;
        this.frames = new FrameWriter(id, file);
    }

    void begin(SegmentHeader header) {
        attempt(() -> frames.append(SegmentHeader.TYPE, header.encode()));
        headerBytes = frames.size();
        size = headerBytes;
    }

    /** Appends entries in one write and says to each where it is. */
    void append(Collection<LogEntry> entries) {
        attempt(() -> {
            entries.forEach(entry -> entry.putTo(frames));
            frames.flush();
        });
        for (LogEntry entry : entries) {
            entry.place(start.at(size));
            size += entry.frameBytes();
        }
    }

    /** Makes durable what was appended before the call; for how far this is, ask for the size before. */
    void sync() {
        attempt(file::sync);
    }

    void synced(long upTo) {
        synced = upTo;
        frames.synced(upTo);
    }

    /** Closes a sound file. */
    void close() {
        file.close();
    }

    /**
     * Closes a file of which nothing more is expected: what it took is with the operating system or on the disk, whatever
     * closing says, and one that failed reports only that again.
     */
    void release() {
        try {
            file.close();
        } catch (StorageException e) {
            failed = true;
        }
    }

    boolean isFailed() {
        return failed;
    }

    boolean isEmpty() {
        return size == headerBytes;
    }

    LogPosition start() {
        return start;
    }

    long size() {
        return size;
    }

    long syncedBytes() {
        return synced;
    }

    private void attempt(Runnable write) {
        boolean done = false;
        try {
            write.run();
            done = true;
        } finally {
            if (!done) {
                failed = true;
            }
        }
    }
}
