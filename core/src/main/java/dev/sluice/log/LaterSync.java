package dev.sluice.log;

import java.nio.ByteBuffer;

/** Looks behind damage for proof that the damaged bytes had been synced. */
final class LaterSync {
    private static final int PART_BYTES = 1 << 20;

    private final LogDirectory directory;
    private final LogPosition segment;
    private final DamageCheck damage = new DamageCheck();

    LaterSync(LogDirectory directory, LogPosition segment) {
        this.directory = directory;
        this.segment = segment;
    }

    /** How much of the file the headers behind an offset say was synced, if this is more than the offset; or else 0. */
    long find(long offset) {
        byte[] part = read(offset + 1);
        for (long start = offset + 1; part.length >= FrameHeader.BYTES; part = read(start)) {
            long synced = find(part, offset);
            if (synced > 0) {
                return synced;
            }
            start += part.length - FrameHeader.BYTES + 1;
        }
        return 0;
    }

    private long find(byte[] part, long offset) {
        ByteBuffer bytes = ByteBuffer.wrap(part);
        for (int at = 0; at + FrameHeader.BYTES <= part.length; at++) {
            if (bytes.getInt(at) == FrameHeader.MAGIC) {
                byte[] header = new byte[FrameHeader.BYTES];
                bytes.get(at, header);
                long synced = synced(header);
                if (synced > offset) {
                    return synced;
                }
            }
        }
        return 0;
    }

    private long synced(byte[] bytes) {
        if (!damage.isSound(bytes)) {
            return 0;
        }
        FrameHeader header = FrameHeader.of(bytes);
        return directory.file(segment).equals(header.file()) ? header.synced() : 0;
    }

    private byte[] read(long offset) {
        return directory.storage().read(directory.path(segment), offset, PART_BYTES);
    }
}
