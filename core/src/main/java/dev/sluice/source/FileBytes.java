package dev.sluice.source;

import dev.sluice.error.SourceException;
import dev.sluice.error.StorageException;
import dev.sluice.storage.Storage;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file in chunks: as many as it had when it was planned, never more. The file is open only while a chunk
 * is read, so who stops half way leaves nothing behind.
 */
final class FileBytes implements Iterator<byte[]> {
    private final String source;
    private final Storage storage;
    private final SeenFile file;
    private final int chunkBytes;
    private long offset;

    FileBytes(String source, Storage storage, SeenFile file, int chunkBytes) {
        this.source = source;
        this.storage = storage;
        this.file = file;
        this.chunkBytes = chunkBytes;
    }

    @Override
    public boolean hasNext() {
        return offset < file.size();
    }

    @Override
    public byte[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the end of " + file + " is reached");
        }
        int wanted = (int) Math.min(chunkBytes, file.size() - offset);
        byte[] chunk = read(wanted);
        if (chunk.length < wanted) {
            throw lost("ends at byte " + (offset + chunk.length), null);
        }
        offset += wanted;
        return chunk;
    }

    private byte[] read(int wanted) {
        try {
            return storage.read(file.path(), offset, wanted);
        } catch (StorageException e) {
            throw lost("could not be read: " + e.getMessage(), e);
        }
    }

    /** The failure of a file whose bytes are not what they should be. */
    SourceException broken(String what, Throwable cause) {
        return new SourceException(source + ": file " + file + " " + what, cause);
    }

    private SourceException lost(String what, @Nullable StorageException cause) {
        return new SourceException(
                source + ": file " + file + " was planned for a batch but " + what
                        + "; leave files as they are until their batch is committed, and put this one back",
                cause);
    }
}
