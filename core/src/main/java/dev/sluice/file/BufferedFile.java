package dev.sluice.file;

import dev.sluice.storage.AppendFile;
import java.nio.ByteBuffer;

/** Gathers small pieces before they are appended to a file. For one thread. */
final class BufferedFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 << 10;

    private final AppendFile file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    BufferedFile(AppendFile file) {
        this.file = file;
    }

    void write(byte[] bytes) {
        if (bytes.length > buffer.remaining()) {
            flush();
        }
        if (bytes.length > buffer.remaining()) {
            file.append(ByteBuffer.wrap(bytes));
        } else {
            buffer.put(bytes);
        }
    }

    void sync() {
        flush();
        file.sync();
    }

    @Override
    public void close() {
        file.close();
    }

    private void flush() {
        file.append(buffer.flip());
        buffer.clear();
    }
}
