package dev.sluice.file;

import dev.sluice.storage.Location;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/** The bytes of a file, read piece by piece. */
record Content(Location file) {
    private static final int PIECE_BYTES = 1 << 20;

    /** Calls back with each piece. */
    interface Reader {
        void read(byte[] piece);
    }

    /** Reads all of it; gives the length. */
    long forEach(Reader reader) {
        long offset = 0;
        for (byte[] piece = read(0); piece.length > 0; piece = read(offset)) {
            reader.read(piece);
            offset += piece.length;
        }
        return offset;
    }

    /** In what it is not what was written, and what to do; empty if it is. */
    Optional<String> differenceFrom(Part written) {
        CRC32C checksum = new CRC32C();
        long bytes = forEach(checksum::update);
        if (bytes != written.bytes()) {
            return Optional.of("'" + file + "' has " + bytes + " bytes, but was written with " + written.bytes()
                    + "; bring it back from a copy");
        }
        return (int) checksum.getValue() == written.checksum()
                ? Optional.empty()
                : Optional.of("'" + file + "' is damaged: its checksum is wrong; bring it back from a copy");
    }

    /** The first byte that differs in another file of the same size, or -1. */
    long firstDifference(String other, long size) {
        for (long at = 0; at < size; at += PIECE_BYTES) {
            int mismatch = Arrays.mismatch(read(at), file.storage().read(other, at, PIECE_BYTES));
            if (mismatch >= 0) {
                return at + mismatch;
            }
        }
        return -1;
    }

    private byte[] read(long offset) {
        return file.storage().read(file.path(), offset, PIECE_BYTES);
    }
}
