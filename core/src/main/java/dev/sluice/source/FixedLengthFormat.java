package dev.sluice.source;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.SourceException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Records of so many bytes each, one behind the other. */
record FixedLengthFormat(int recordBytes) implements FileFormat<byte[]> {
    private static final int CHUNK_BYTES = 256 * 1024;

    FixedLengthFormat {
        if (recordBytes < 1) {
            throw new InvalidProgramException(
                    "binary records must have at least 1 byte, but were given " + recordBytes);
        }
    }

    @Override
    public long records(String source, SeenFile file) {
        if (file.size() % recordBytes != 0) {
            throw new SourceException(source + ": file " + file + " does not consist of records of " + recordBytes
                    + " bytes: " + file.size() % recordBytes
                    + " bytes are over; put whole files there, or name the right record length");
        }
        return file.size() / recordBytes;
    }

    @Override
    public int chunkBytes() {
        return Math.max(1, CHUNK_BYTES / recordBytes) * recordBytes;
    }

    @Override
    public Iterator<byte[]> read(FileBytes bytes) {
        return new Iterator<>() {
            private byte[] chunk = new byte[0];
            private int at;

            @Override
            public boolean hasNext() {
                return at < chunk.length || bytes.hasNext();
            }

            @Override
            public byte[] next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the file has no more records");
                }
                if (at == chunk.length) {
                    chunk = bytes.next();
                    at = 0;
                }
                at += recordBytes;
                return Arrays.copyOfRange(chunk, at - recordBytes, at);
            }
        };
    }
}
