package dev.sluice.log;

import dev.sluice.storage.Storage;
import java.util.Arrays;

/** Reads a file in large parts and hands out small ones. Not safe for several threads at once. */
final class FileWindow {
    private static final int CHUNK_BYTES = 256 << 10;
    private static final int SMALL_BYTES = 4 << 10;

    private final Storage storage;
    private final String path;
    private final int chunkBytes;
    private byte[] chunk = new byte[0];
    private long start;

    private FileWindow(Storage storage, String path, int chunkBytes) {
        this.storage = storage;
        this.path = path;
        this.chunkBytes = chunkBytes;
    }

    /** For who reads on and on. */
    static FileWindow sequential(Storage storage, String path) {
        return new FileWindow(storage, path, CHUNK_BYTES);
    }

    /** For who reads some bytes and then no more. */
    static FileWindow part(Storage storage, String path, long bytes) {
        return new FileWindow(storage, path, (int) Math.max(SMALL_BYTES, Math.min(bytes, CHUNK_BYTES)));
    }

    /** For who reads one frame. */
    static FileWindow single(Storage storage, String path) {
        return new FileWindow(storage, path, SMALL_BYTES);
    }

    String path() {
        return path;
    }

    /** The bytes of a range; fewer where the file ends, none behind its end. Allocates no more than the file holds. */
    byte[] read(long offset, int length) {
        if (!holds(offset, length)) {
            if (length >= chunkBytes) {
                return storage.read(path, offset, length);
            }
            chunk = storage.read(path, offset, chunkBytes);
            start = offset;
        }
        int from = (int) (offset - start);
        return Arrays.copyOfRange(chunk, from, Math.min(chunk.length, from + length));
    }

    private boolean holds(long offset, int length) {
        return offset >= start && offset + length <= start + chunk.length;
    }
}
