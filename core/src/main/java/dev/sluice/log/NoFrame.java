package dev.sluice.log;

import dev.sluice.error.CorruptionException;

/**
 * Why no frame stands at an offset.
 *
 * @param offset in bytes from the start of the file
 * @param fault what kind of bytes there are
 * @param detail what was found there, in words
 */
public record NoFrame(long offset, Fault fault, String detail) implements FrameRead {
    /** What can stand in the place of a frame. */
    public enum Fault {
        /** The file ends here, after a whole frame. */
        END,
        /** The file ends within the frame: what an append leaves that was cut off. */
        CUT_SHORT,
        /** All bytes where the header should be are zero: what a file system may leave of an append after a power cut. */
        ZEROES,
        /**
         * The checksums differ, by more than a single bit or by one that is missing in a sector of zeroes: an append that
         * reached the disk in parts, or damage.
         */
        DAMAGED,
        /** All is right but one single bit, which no append that was cut off leaves: damage. */
        FLIPPED_BIT,
        /** A sound header of another file, job or epoch: a misdirected write, or what a reused block held before. */
        FOREIGN,
        /** A sound header of this file with another number: a frame is missing or was written twice. */
        OUT_OF_SEQUENCE,
        /** A sound header with a length that is never written. */
        TOO_LONG,
        /** A sound header of another version of the form. */
        OTHER_VERSION
    }

    /** Whether an append that was cut off, by the end of the process or of the power, can have left this. */
    public boolean canBeTorn() {
        return switch (fault) {
            case END, CUT_SHORT, ZEROES, DAMAGED, FOREIGN -> true;
            case FLIPPED_BIT, OUT_OF_SEQUENCE, TOO_LONG, OTHER_VERSION -> false;
        };
    }

    /**
     * The failure to report where a frame had to be.
     *
     * @param path of the file
     * @param advice what survives, and what to do
     */
    public CorruptionException in(String path, String advice) {
        return new CorruptionException("'" + path + "' is damaged at byte " + offset + ": " + detail + "; " + advice);
    }
}
