package dev.sluice.storage;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes a small file whole or not at all: it is written and synced under a name of its own, then linked to the name
 * it is for. The operating system lets only one link win. A crash leaves at most the draft behind.
 */
record LocalDraft(LocalDisk disk, Path target) {
    private static final AtomicLong NUMBERS = new AtomicLong();

    boolean publish(byte[] content) throws IOException {
        Path draft = create();
        try {
            write(draft, content);
            return link(draft);
        } finally {
            Files.delete(draft);
            disk.syncDirectory(target.resolveSibling(""));
        }
    }

    private Path create() throws IOException {
        Optional<Path> draft = Optional.empty();
        while (draft.isEmpty()) {
            draft = create(NUMBERS.incrementAndGet());
        }
        return draft.get();
    }

    /** A draft that a process of the same id left behind may have the name. */
    private Optional<Path> create(long number) throws IOException {
        long pid = ProcessHandle.current().pid();
        Path draft = target.resolveSibling("." + target.getFileName() + "." + pid + "-" + number + ".tmp");
        try {
            disk.createFile(draft);
            return Optional.of(draft);
        } catch (FileAlreadyExistsException e) {
            return Optional.empty();
        }
    }

    private static void write(Path draft, byte[] content) throws IOException {
        try (LocalAppendFile file = new LocalAppendFile(draft.toString(), draft.toFile())) {
            file.append(ByteBuffer.wrap(content));
            file.sync();
        }
    }

    private boolean link(Path draft) throws IOException {
        try {
            Files.createLink(target, draft);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException e) {
            throw new StorageException(
                    Kind.INVALID,
                    "cannot put '" + target + "': this file system has no hard links, which decide between two runs;"
                            + " use a directory on another file system",
                    e);
        }
    }
}
