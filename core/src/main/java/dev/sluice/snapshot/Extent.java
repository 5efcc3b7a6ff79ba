package dev.sluice.snapshot;

/**
 * Some frames in a row of a data file, all of one cell; none at all if the cell was empty.
 *
 * @param file the data file
 * @param offset of the first frame, in bytes
 * @param sequence of the first frame
 * @param frames how many
 * @param bytes of all frames with their headers
 * @param rows in all of them
 * @param checksum CRC32C of the payloads, one after the other
 * @param until from which horizon on it is worthless
 */
record Extent(
        SnapshotFile file, long offset, int sequence, int frames, long bytes, long rows, int checksum, long until) {
    /** About what a manifest holds of an extent, in bytes. */
    static final int LISTED_BYTES = 32;

    boolean isEmpty() {
        return frames == 0;
    }

    boolean isRolling() {
        return until != CellCapture.ALWAYS;
    }

    long end() {
        return offset + bytes;
    }
}
