package dev.sluice.log;

import dev.sluice.error.StorageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The growing end of a log: the file that is appended to, where the files before it end, and what has to be written
 * again should this file fail. Not safe for several threads at once.
 */
final class LogTail {
    private final LogDirectory directory;
    private final LogSettings settings;
    private final int epoch;
    private final List<LogPosition> ends;
    private final ArrayDeque<LogEntry> unsynced = new ArrayDeque<>();
    private @Nullable OpenSegment current;
    private int lastNumber;

    LogTail(LogDirectory directory, int epoch, LogSettings settings, List<LogPosition> ends) {
        this.directory = directory;
        this.settings = settings;
        this.epoch = epoch;
        this.ends = new ArrayList<>(ends);
    }

    /** Whether so many bytes go to the file that is open, sound, and not full. */
    boolean takes(long bytes) {
        return current != null
                && !current.isFailed()
                && (current.isEmpty() || current.size() + bytes <= settings.segmentBytesMax());
    }

    /** Appends entries in one write, to a new file if need be. No sync may be running unless the open file takes them. */
    void append(List<LogEntry> entries, long bytes) {
        if (!takes(bytes)) {
            finish();
        }
        segment().append(entries);
        if (settings.syncs()) {
            unsynced.addAll(entries);
        } else {
            entries.forEach(LogEntry::settle);
        }
    }

    /** The file that is appended to; a new one if the last one failed or is finished. No sync may be running. */
    OpenSegment segment() {
        if (current != null && current.isFailed()) {
            giveUp(current);
        }
        if (current == null) {
            current = begun();
        }
        return current;
    }

    /** Ends the open file, if it holds anything; the next append begins a new one. No sync may be running. */
    void finish() {
        OpenSegment segment = current;
        if (segment == null || segment.isFailed() || segment.isEmpty()) {
            return;
        }
        if (settings.syncs()) {
            settings.fence().run();
            segment.sync();
            synced(segment, segment.size());
        }
        current = null;
        ends.add(segment.start().at(segment.size()));
        segment.release();
    }

    /** Records that a sync made a file durable up to here. */
    void synced(OpenSegment segment, long upTo) {
        segment.synced(upTo);
        LogPosition end = segment.start().at(upTo);
        for (LogEntry first = unsynced.peek(); first != null && isBefore(first, end); first = unsynced.peek()) {
            unsynced.remove().settle();
        }
    }

    /** The segments before this position matter no more. */
    void forget(LogPosition firstNeeded) {
        ends.removeIf(end -> end.compareTo(firstNeeded) < 0);
    }

    void close() {
        OpenSegment segment = current;
        current = null;
        if (segment != null && segment.isFailed()) {
            segment.release();
        } else if (segment != null) {
            segment.close();
        }
    }

    /** Takes back a log that could not be begun. */
    void abandon() {
        OpenSegment segment = current;
        current = null;
        if (segment != null) {
            discard(segment);
        }
    }

    private static boolean isBefore(LogEntry entry, LogPosition end) {
        return entry.position().compareTo(end) < 0;
    }

    private OpenSegment begun() {
        LogPosition start = new LogPosition(epoch, ++lastNumber, 0);
        OpenSegment segment = new OpenSegment(
                start, directory.file(start), directory.storage().create(directory.path(start)));
        boolean begun = false;
        try {
            segment.begin(new SegmentHeader(ends));
            if (settings.syncs()) {
                directory.storage().syncDirectory(directory.directory());
            }
            segment.append(unsynced);
            begun = true;
        } finally {
            if (!begun) {
                discard(segment);
            }
        }
        return segment;
    }

    /** What is sound of a failed file stays part of the log; nobody knows more of it than what was said to be done. */
    private void giveUp(OpenSegment segment) {
        current = null;
        long soundBytes = settings.syncs() ? segment.syncedBytes() : segment.size();
        if (soundBytes > 0) {
            ends.add(segment.start().at(soundBytes));
            segment.release();
        } else {
            discard(segment);
        }
    }

    /** Deletes a file of which nothing was promised, so that failures without end do not fill the directory. */
    private void discard(OpenSegment segment) {
        segment.release();
        try {
            directory.storage().delete(directory.path(segment.start()));
        } catch (StorageException e) {
            return; // It is ignored by every reader, since no later header names it.
        }
    }
}
