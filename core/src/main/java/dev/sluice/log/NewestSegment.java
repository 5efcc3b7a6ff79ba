package dev.sluice.log;

import dev.sluice.log.NoFrame.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what of a segment belongs to the log when no later one says it: everything up to where an append may have
 * been cut off. That this is what happened is believed only of bytes that nothing shows to have been on the disk.
 */
final class NewestSegment {
    private final LogDirectory directory;
    private final LogPosition start;
    private final String path;
    private final long knownBytes;
    private final FrameCheck frames;
    private long sureBytes;

    /**
     * A segment of which something may be known.
     *
     * @param knownBytes how much of it is known to be durable from elsewhere
     */
    NewestSegment(LogDirectory directory, LogPosition start, long knownBytes) {
        this.directory = directory;
        this.start = start;
        this.path = directory.path(start);
        this.knownBytes = knownBytes;
        this.sureBytes = knownBytes;
        this.frames = new FrameCheck(FileWindow.sequential(directory.storage(), path), directory.file(start));
    }

    /** Its header; null if it has none, so that nothing was ever in it. */
    @Nullable
    SegmentHeader header() {
        FrameRead first = frames.at(0, 1);
        if (first instanceof NoFrame none) {
            requireTorn(none);
            return null;
        }
        return header(path, (Frame) first);
    }

    /** Where its valid part ends. */
    LogPosition end() {
        long offset = 0;
        int sequence = 1;
        FrameRead read = frames.at(offset, sequence);
        while (read instanceof Frame frame) {
            sureBytes = Math.max(sureBytes, frame.synced());
            offset = frame.end();
            read = frames.at(offset, ++sequence);
        }
        requireTorn((NoFrame) read);
        return start.at(offset);
    }

    /** Up to where something shows that it was synced; to be asked for after the end. */
    LogPosition sureEnd() {
        return start.at(sureBytes);
    }

    private void requireTorn(NoFrame none) {
        if (none.offset() == 0 && none.fault() == Fault.FOREIGN) {
            throw LogDamage.foreign(path, none);
        } else if (!none.canBeTorn()) {
            throw none.in(path, LogDamage.ADVICE);
        }
        long known = Math.max(knownBytes, new LaterSync(directory, start).find(none.offset()));
        if (known > none.offset()) {
            throw LogDamage.lost(path, none, known);
        }
    }

    static SegmentHeader header(String path, Frame frame) {
        SegmentHeader header = frame.type() == SegmentHeader.TYPE ? SegmentHeader.decode(frame.payload()) : null;
        if (header == null) {
            throw LogDamage.noHeader(path);
        }
        return header;
    }
}
