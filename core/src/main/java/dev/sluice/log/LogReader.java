package dev.sluice.log;

import dev.sluice.storage.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The log of a job as it was found: which files it consists of, up to where, and what is in them. The newest file that
 * was begun says which of those before it belong to the log and where they end; the newest one itself ends where an
 * append was cut off.
 *
 * <p>Throws {@link dev.sluice.error.CorruptionException} where something is not as it was written and no append that was
 * cut off explains it, and {@link dev.sluice.error.StorageException} when a file cannot be read. Changes nothing. Safe
 * for any thread.
 */
public final class LogReader {
    private final LogDirectory directory;
    private final NavigableMap<LogPosition, Long> files = new TreeMap<>();
    private final List<String> others = new ArrayList<>();
    private final List<LogPosition> ends;
    private LogPosition sureEnd = LogPosition.START;

    private LogReader(LogDirectory directory, List<LogPosition> durable) {
        this.directory = directory;
        directory.storage().list(directory.directory()).forEach(this::sort);
        this.ends = found(durable);
        durable.forEach(this::requireReached);
    }

    /**
     * Looks at the files of a log and reads the newest one whole.
     *
     * @param directory which exists; a log may be in it or not
     * @param durable positions up to which the log is known to have been durable, for example because a snapshot names
     *     them; only ones that still matter
     */
    public static LogReader open(LogDirectory directory, List<LogPosition> durable) {
        return new LogReader(directory, durable);
    }

    /**
     * What was appended, in its order. Reads as it goes; the iterator is for one thread.
     *
     * @param position of the first record, or anything from which on records were durable;
     *     {@link LogPosition#START} for all
     */
    public Iterator<LogRecord> from(LogPosition position) {
        requireReached(position);
        return new LogRecords(directory, ends(position), position);
    }

    /** Where the files end that belong to the log, from the one on that a position is in; in the order of the log. */
    public List<LogPosition> ends(LogPosition firstNeeded) {
        return ends.stream().filter(end -> end.compareTo(firstNeeded) >= 0).toList();
    }

    /** Where the last of the files ends as far as it is certainly synced; {@link LogPosition#START} if there is none. */
    LogPosition sureEnd() {
        return sureEnd;
    }

    /** What was appended behind {@link #sureEnd}. */
    Iterator<LogRecord> unsure() {
        return ends.isEmpty()
                ? Collections.emptyIterator()
                : new LogRecords(directory, ends.subList(ends.size() - 1, ends.size()), sureEnd);
    }

    LogDirectory directory() {
        return directory;
    }

    /** The run that began the newest file; 0 if there is none. */
    public int epoch() {
        return sureEnd.epoch();
    }

    /**
     * Checks that the log reaches to where it was known to be durable.
     *
     * @throws dev.sluice.error.CorruptionException if it ends before
     */
    public void requireReached(LogPosition position) {
        LogPosition end = end(position);
        if (position.offset() > (end == null ? 0 : end.offset()) || end == null && position.epoch() > 0) {
            throw LogDamage.unknown(directory.path(position), position);
        }
    }

    /** The files there are, in the order of the log, those too that no longer belong to it. */
    public List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        files.forEach((start, bytes) -> segments.add(segment(start, bytes)));
        return List.copyOf(segments);
    }

    /** The names in the directory, sorted, that are no files of a log; what they are for others to say. */
    public List<String> others() {
        return List.copyOf(others);
    }

    private void sort(Entry entry) {
        LogPosition start = SegmentName.start(entry.name());
        if (start == null || entry.kind() != Entry.Kind.FILE) {
            others.add(entry.name());
        } else {
            files.put(start, entry.size());
        }
    }

    private List<LogPosition> found(List<LogPosition> durable) {
        for (LogPosition start : files.descendingKeySet()) {
            NewestSegment newest = new NewestSegment(directory, start, knownBytes(start, durable));
            SegmentHeader header = newest.header();
            if (header != null && !header.isDraft()) {
                List<LogPosition> found = new ArrayList<>(header.ends());
                found.add(newest.end());
                sureEnd = newest.sureEnd();
                return List.copyOf(found);
            }
        }
        return List.of();
    }

    private static long knownBytes(LogPosition start, List<LogPosition> durable) {
        return durable.stream()
                .filter(start::isInSegmentOf)
                .mapToLong(LogPosition::offset)
                .max()
                .orElse(0);
    }

    private @Nullable LogPosition end(LogPosition position) {
        return ends.stream().filter(position::isInSegmentOf).findFirst().orElse(null);
    }

    private Segment segment(LogPosition start, long bytes) {
        LogPosition end = end(start);
        return new Segment(
                directory.name(start), start.epoch(), start.segment(), bytes, end == null ? 0 : end.offset());
    }
}
