package dev.sluice.storage;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import java.io.IOException;
import java.util.Arrays;

/**
 * The part of a file that a read asks for, for who makes a {@link Storage}.
 *
 * @param offset in bytes from the start
 * @param max in bytes
 */
public record Range(long offset, int max) {
    /**
     * The range of a file.
     *
     * @throws StorageException of the kind {@link Kind#INVALID} if a number is negative
     */
    public Range(String path, long offset, int max) {
        this(offset, max);
        if (offset < 0 || max < 0) {
            throw new StorageException(
                    Kind.INVALID,
                    "cannot read " + max + " bytes of '" + path + "' from " + offset + ": neither may be negative");
        }
    }

    /** How many bytes of a file of this size the range covers. */
    public int within(long size) {
        return (int) Math.max(0, Math.min(max, size - offset));
    }

    /** Reads until the bytes are full or the source ends, which it may do early when the file shrinks meanwhile. */
    public static byte[] filled(byte[] bytes, Source source) throws IOException {
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

    /** What bytes come from. */
    public interface Source {
        /** Reads up to so many bytes to an offset of the array; gives how many, or -1 at the end. */
        int read(byte[] bytes, int offset, int length) throws IOException;
    }
}
