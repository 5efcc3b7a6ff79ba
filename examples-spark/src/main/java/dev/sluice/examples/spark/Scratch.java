package dev.sluice.examples.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** A directory for a while, with those who write in it: at the end, or at Ctrl-C, they end first, and then it is deleted. */
final class Scratch implements AutoCloseable {
    private static final int ATTEMPTS = 10;

    private final Path directory;
    private final Deque<AutoCloseable> users = new ArrayDeque<>();

    private volatile boolean over;

    private Scratch(Path directory) {
        this.directory = directory;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end of " + directory));
    }

    static Scratch make(String name) throws IOException {
        return new Scratch(Files.createTempDirectory(name));
    }

    Path directory() {
        return directory;
    }

    /** Has someone closed before the directory is deleted, the last one first. */
    synchronized <T extends AutoCloseable> T closeFirst(T user) {
        users.push(user);
        return user;
    }

    /** Whether its end has begun. */
    boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        over = true;
        closeAll();
    }

    private synchronized void closeAll() {
        while (!users.isEmpty()) {
            close(users.pop());
        }
        for (int attempt = 0; attempt < ATTEMPTS && Files.exists(directory); attempt++) {
            deleteAll();
        }
    }

    private static void close(AutoCloseable user) {
        try {
            user.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A process that is just ending may still put a file into a directory that was found empty. */
    private void deleteAll() {
        try (Stream<Path> found = Files.walk(directory)) {
            List<Path> inside = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : inside) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException | java.nio.file.DirectoryNotEmptyException again) {
            // the next attempt sees what is there then
        } catch (UncheckedIOException | IOException e) {
            System.err.println("sluice: " + directory + " could not be deleted: " + e.getMessage());
        }
    }
}
