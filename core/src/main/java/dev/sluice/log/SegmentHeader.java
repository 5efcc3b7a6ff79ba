package dev.sluice.log;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first frame of each segment. It alone says what of the files before it is read: what a run appends that was taken
 * over, or what stands behind the end of a file that was given up, is not.
 *
 * @param isDraft whether the segment is not part of the log before a later one says so
 * @param ends where the earlier segments end that still matter, in the order of the log; at 0 where all of one was copied
 */
record SegmentHeader(boolean isDraft, List<LogPosition> ends) {
    static final int TYPE = 0;
    static final SegmentHeader DRAFT = new SegmentHeader(true, List.of());
    private static final int DRAFTS_MARK = -1;
    private static final int BYTES_EACH = 16;

    SegmentHeader(List<LogPosition> ends) {
        this(false, ends);
    }

    byte[] encode() {
        if (isDraft) {
            return ByteBuffer.allocate(4).putInt(DRAFTS_MARK).array();
        }
        ByteBuffer out = ByteBuffer.allocate(4 + BYTES_EACH * ends.size()).putInt(ends.size());
        for (LogPosition end : ends) {
            out.putInt(end.epoch()).putInt(end.segment()).putLong(end.offset());
        }
        return out.array();
    }

    /** The header in a payload, or null if there is none. */
    static @Nullable SegmentHeader decode(byte[] payload) {
        ByteBuffer in = ByteBuffer.wrap(payload);
        try {
            int count = in.getInt();
            if (count == DRAFTS_MARK && !in.hasRemaining()) {
                return DRAFT;
            } else if (count != in.remaining() / BYTES_EACH) {
                return null;
            }
            List<LogPosition> ends = new ArrayList<>();
            while (in.hasRemaining()) {
                ends.add(new LogPosition(in.getInt(), in.getInt(), in.getLong()));
            }
            return new SegmentHeader(List.copyOf(ends));
        } catch (BufferUnderflowException e) {
            return null;
        }
    }
}
