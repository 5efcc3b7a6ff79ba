package dev.sluice.log;

import dev.sluice.log.NoFrame.Fault;
import org.jspecify.annotations.Nullable;

/** Decides what stands at an offset of a file. Trusts no length before it was checked. */
final class FrameCheck {
    /** In place of the number of a frame, when any will do. */
    static final int ANY_SEQUENCE = 0;

    /** What a disk writes whole or not at all. */
    private static final int SECTOR_BYTES = 512;

    private final FileWindow bytes;
    private final FileId file;
    private final DamageCheck damage = new DamageCheck();

    FrameCheck(FileWindow bytes, FileId file) {
        this.bytes = bytes;
        this.file = file;
    }

    FrameRead at(long offset, int sequence) {
        byte[] header = bytes.read(offset, FrameHeader.BYTES);
        if (header.length == 0) {
            return new NoFrame(offset, Fault.END, "the file ends there");
        } else if (DamageCheck.isZero(header)) {
            return new NoFrame(offset, Fault.ZEROES, "there are zeroes instead of a frame");
        } else if (header.length < FrameHeader.BYTES) {
            return cutShort(offset, header.length, FrameHeader.BYTES, "header");
        }
        return damage.isSound(header)
                ? follow(offset, sequence, FrameHeader.of(header))
                : unsound(offset, sequence, header);
    }

    private FrameRead follow(long offset, int sequence, FrameHeader header) {
        NoFrame refusal = refusal(offset, sequence, header);
        if (refusal != null) {
            return refusal;
        }
        byte[] payload = bytes.read(offset + FrameHeader.BYTES, header.length());
        byte[] end = bytes.read(offset + FrameHeader.BYTES + header.length(), 1);
        if (end.length == 0) {
            return cutShort(offset, payload.length, header.length(), "payload");
        }
        int wrongBits = Integer.bitCount((end[0] ^ Frame.END) & 0xFF);
        if (!damage.isSound(payload, header)) {
            long bit = wrongBits == 0 ? damage.mend(payload, header) : -1;
            return isFlip(offset + FrameHeader.BYTES, bit) ? flipped(offset, "payload") : damaged(offset, "payload");
        }
        return switch (wrongBits) {
            case 0 -> new Frame(offset, header.type(), header.sequence(), header.synced(), payload, header.checksum());
            case 1 -> flipped(offset, "end");
            default -> new NoFrame(offset, Fault.DAMAGED, "the frame's last byte is not the one that ends every frame");
        };
    }

    private FrameRead unsound(long offset, int sequence, byte[] header) {
        return isFlip(offset, damage.mend(header)) && follow(offset, sequence, FrameHeader.of(header)) instanceof Frame
                ? flipped(offset, "header")
                : damaged(offset, "header");
    }

    /** Whether a bit that is wrong was turned over; where nothing but zeroes is around it, it may never have been written. */
    private boolean isFlip(long offset, long bit) {
        return bit >= 0 && !isInZeroSector(offset + bit / 8);
    }

    private boolean isInZeroSector(long offset) {
        return DamageCheck.isZero(bytes.read(offset / SECTOR_BYTES * SECTOR_BYTES, SECTOR_BYTES));
    }

    private @Nullable NoFrame refusal(long offset, int sequence, FrameHeader header) {
        if (header.file() == null) {
            return new NoFrame(offset, Fault.OTHER_VERSION, "there is a frame in the form of another version");
        } else if (!header.file().equals(file)) {
            return new NoFrame(offset, Fault.FOREIGN, "there is a frame of " + header.file() + " in " + file);
        } else if (header.length() < 0 || header.length() > Frame.PAYLOAD_BYTES_MAX) {
            return new NoFrame(offset, Fault.TOO_LONG, tooLong(header));
        } else if (sequence != ANY_SEQUENCE && header.sequence() != sequence) {
            return new NoFrame(
                    offset,
                    Fault.OUT_OF_SEQUENCE,
                    "there is frame " + header.sequence() + " where frame " + sequence + " belongs");
        }
        return null;
    }

    private static String tooLong(FrameHeader header) {
        return "there is a frame of " + header.length() + " bytes, which must be 0 to " + Frame.PAYLOAD_BYTES_MAX;
    }

    private static NoFrame cutShort(long offset, int there, int of, String part) {
        return new NoFrame(
                offset,
                Fault.CUT_SHORT,
                "the file ends after " + there + " of the " + of + " bytes of the frame's " + part);
    }

    private static NoFrame damaged(long offset, String part) {
        return new NoFrame(offset, Fault.DAMAGED, "the checksum of the frame's " + part + " is wrong");
    }

    private static NoFrame flipped(long offset, String part) {
        return new NoFrame(offset, Fault.FLIPPED_BIT, "one bit of the frame's " + part + " is not as it was written");
    }
}
