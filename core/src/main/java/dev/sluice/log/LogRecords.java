package dev.sluice.log;

import dev.sluice.error.StorageException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Goes through the files of a log of which it is known where they end, so that everything before must be sound. */
final class LogRecords implements Iterator<LogRecord> {
    private final LogDirectory directory;
    private final Iterator<LogPosition> ends;
    private final LogPosition from;
    private @Nullable SegmentRecords current;

    LogRecords(LogDirectory directory, List<LogPosition> ends, LogPosition from) {
        this.directory = directory;
        this.ends = ends.iterator();
        this.from = from;
    }

    @Override
    public boolean hasNext() {
        while (current == null || !current.hasNext()) {
            if (!ends.hasNext()) {
                return false;
            }
            current = opened(ends.next());
        }
        return true;
    }

    @Override
    public LogRecord next() {
        if (!hasNext() || current == null) {
            throw new NoSuchElementException("the log ends here");
        }
        return current.next();
    }

    private SegmentRecords opened(LogPosition end) {
        SegmentRecords segment = new SegmentRecords(directory, end);
        if (end.isInSegmentOf(from) && from.offset() > 0) {
            segment.skipTo(from.offset());
        } else if (segment.hasNext()) {
            segment.skipHeader();
        }
        return segment;
    }

    /** The frames of one file. */
    private static final class SegmentRecords {
        private final LogPosition end;
        private final String path;
        private final FrameCheck frames;
        private long offset;
        private int sequence = 1;

        SegmentRecords(LogDirectory directory, LogPosition end) {
            this.end = end;
            this.path = directory.path(end);
            this.frames = new FrameCheck(FileWindow.sequential(directory.storage(), path), directory.file(end));
        }

        void skipTo(long newOffset) {
            offset = newOffset;
            sequence = FrameCheck.ANY_SEQUENCE;
        }

        void skipHeader() {
            NewestSegment.header(path, frame());
        }

        boolean hasNext() {
            return offset < end.offset();
        }

        LogRecord next() {
            LogPosition position = end.at(offset);
            Frame frame = frame();
            return new LogRecord(position, frame.type(), frame.payload());
        }

        private Frame frame() {
            FrameRead read = read();
            if (read instanceof NoFrame none) {
                throw LogDamage.lost(path, none, end.offset());
            }
            Frame frame = (Frame) read;
            if (frame.end() > end.offset()) {
                throw LogDamage.overrun(path, frame, end.offset());
            }
            offset = frame.end();
            sequence = frame.sequence() + 1;
            return frame;
        }

        private FrameRead read() {
            try {
                return frames.at(offset, sequence);
            } catch (StorageException e) {
                throw e.kind() == StorageException.Kind.NOT_FOUND ? LogDamage.missing(path, end) : e;
            }
        }
    }
}
