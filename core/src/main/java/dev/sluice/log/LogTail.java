package dev.sluice.log;

import dev.sluice.error.StorageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
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

    /**
     * Takes over the end of an earlier run's log. What of it nothing shows to be synced may only seem safe: where a sync
     * failed once, the next one succeeds and does nothing. So it is written again, to a file that counts from when the
     * next one names it behind the original. That one is named even if nothing of it is sure, for who knows a place in it.
     */
    void takeOver(LogReader before) {
        if (ends.isEmpty() || ends.get(ends.size() - 1).equals(before.sureEnd())) {
            return;
        }
        List<LogPosition> sure = new ArrayList<>(ends.subList(0, ends.size() - 1));
        sure.add(before.sureEnd());
        Iterator<LogRecord> unsure = before.unsure();
        if (unsure.hasNext()) {
            sure.add(copied(unsure));
        }
        ends.clear();
        ends.addAll(sure);
    }

    /** Makes the files of earlier runs durable, which one may have written that syncs nothing. */
    void syncBefore() {
        ends.stream()
                .filter(end -> end.offset() > 0 && end.epoch() < epoch)
                .forEach(end -> directory.storage().sync(directory.path(end)));
    }

    private LogPosition copied(Iterator<LogRecord> records) {
        OpenSegment copy = created();
        boolean copied = false;
        try {
            copy.begin(SegmentHeader.DRAFT);
            while (records.hasNext()) {
                LogRecord record = records.next();
                copy.append(List.of(new LogEntry(record.type(), record.payload())));
            }
            copy.sync();
            directory.storage().syncDirectory(directory.directory());
            copied = true;
        } finally {
            if (!copied) {
                discard(copy);
            }
        }
        copy.release();
        return copy.start().at(copy.size());
    }

    private OpenSegment created() {
        LogPosition start = new LogPosition(epoch, ++lastNumber, 0);
        return new OpenSegment(start, directory.file(start), directory.storage().create(directory.path(start)));
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

    /** How far the open file is certainly there. */
    LogPosition durable() {
        return settings.syncs() && current != null ? current.start().at(current.syncedBytes()) : LogPosition.START;
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
        OpenSegment segment = created();
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
