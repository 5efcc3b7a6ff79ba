package dev.sluice.log;

import java.util.Comparator;

/**
 * A place in the log of a job, ordered as the log is read: by epoch, segment and offset.
 *
 * @param epoch the run that wrote it, from 1
 * @param segment the file of that run, from 1
 * @param offset in bytes from the start of the file
 */
public record LogPosition(int epoch, int segment, long offset) implements Comparable<LogPosition> {
    /** Before everything in any log. */
    public static final LogPosition START = new LogPosition(0, 0, 0);

    private static final Comparator<LogPosition> ORDER = Comparator.comparingInt(LogPosition::epoch)
            .thenComparingInt(LogPosition::segment)
            .thenComparingLong(LogPosition::offset);

    @Override
    public int compareTo(LogPosition other) {
        return ORDER.compare(this, other);
    }

    /** Whether both are in one file. */
    public boolean isInSegmentOf(LogPosition other) {
        return epoch == other.epoch && segment == other.segment;
    }

    LogPosition at(long newOffset) {
        return new LogPosition(epoch, segment, newOffset);
    }
}
