package dev.sluice.storage;

import java.io.File;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Creates files and directories with certain permissions and makes their names durable. */
enum LocalDisk {
    /** What the process gives ordinarily. */
    ORDINARY {
        @Override
        FileAttribute<?>[] permissions(String owner) {
            return new FileAttribute<?>[0];
        }
    },
    /** Nothing for anyone but the owner, where the file system knows owners. */
    OWNER_ONLY {
        @Override
        FileAttribute<?>[] permissions(String owner) {
            if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                return new FileAttribute<?>[0];
            }
            return new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(owner + "------"))
            };
        }
    };

    private static final boolean DIRECTORIES_OPEN = File.separatorChar == '/';

    abstract FileAttribute<?>[] permissions(String owner);

    void createFile(Path file) throws IOException {
        Files.createFile(file, permissions("rw-"));
    }

    /** Creates a directory, whose name is not durable yet; false if it is there already. */
    boolean createDirectory(Path directory) throws IOException {
        try {
            Files.createDirectory(directory, permissions("rwx"));
            return true;
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(directory)) {
                return false;
            }
            throw e;
        }
    }

    /** Directories can be synced on POSIX only. The handle is new each time, so an interrupt is no failed sync. */
    void syncDirectory(Path directory) throws IOException {
        if (!DIRECTORIES_OPEN) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            while (!synced(directory)) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean synced(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }
}
