package dev.sluice.file;

import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Storage;
import java.nio.ByteBuffer;

/** Writes a small file under a name that nobody looks for yet. */
final class NewFile {
    private NewFile() {}

    /** Creates a file with this content. Its name is durable once its directory is synced. */
    static void write(Storage storage, String path, byte[] content, boolean synced) {
        try (AppendFile file = storage.create(path)) {
            file.append(ByteBuffer.wrap(content));
            if (synced) {
                file.sync();
            }
        }
    }
}
