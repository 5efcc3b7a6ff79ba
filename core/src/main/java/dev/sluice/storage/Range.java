package dev.sluice.storage;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import java.io.IOException;
import java.util.Arrays;

/** The part of a file that a read asks for. */
record Range(long offset, int max) {
    Range(String path, long offset, int max) {
        this(offset, max);
        if (offset < 0 || max < 0) {
            throw new StorageException(
                    Kind.INVALID,
                    "cannot read " + max + " bytes of '" + path + "' from " + offset + ": neither may be negative");
        }
    }

    /** How many bytes of a file of this size the range covers. */
    int within(long size) {
        return (int) Math.max(0, Math.min(max, size - offset));
    }

    /** Reads until the bytes are full or the source ends, which it may do early when the file shrinks meanwhile. */
    static byte[] filled(byte[] bytes, Source source) throws IOException {
        int filled = 0;
        while (filled < bytes.length) {
            int read = source.read(bytes, filled, bytes.length - filled);
            if (read < 0) {
                return Arrays.copyOf(bytes, filled);
            }
            filled += read;
        }
        return bytes;
    }

    interface Source {
        int read(byte[] bytes, int offset, int length) throws IOException;
    }
}
