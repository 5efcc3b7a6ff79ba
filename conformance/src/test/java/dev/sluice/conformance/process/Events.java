package dev.sluice.conformance.process;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What drivers say and what happens in their directories, in one queue. Thread-safe. */
final class Events implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    private final Map<WatchKey, String> watched = new HashMap<>();
    private final WatchService watches;

    Events() throws IOException {
        watches = Path.of("").toAbsolutePath().getFileSystem().newWatchService();
        Thread thread = new Thread(this::pump, "watches");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whatever happens to an entry of a directory is told as an event of this name from now on. */
    synchronized void watch(Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        watched.put(
                directory.register(watches, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY),
                name);
    }

    void add(String event) {
        queue.add(event);
    }

    /** The next event; null if nothing happens for long. */
    @Nullable
    String next() throws InterruptedException {
        return queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        watches.close();
    }

    private void pump() {
        try {
            while (true) {
                WatchKey key = watches.take();
                String name = name(key);
                for (WatchEvent<?> event : key.pollEvents()) {
                    add(name + " " + event.context());
                }
                key.reset();
            }
        } catch (ClosedWatchServiceException | InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized String name(WatchKey key) {
        return watched.getOrDefault(key, "?");
    }
}
