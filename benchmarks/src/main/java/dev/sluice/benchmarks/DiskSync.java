package dev.sluice.benchmarks;

import dev.sluice.storage.AppendFile;
import dev.sluice.storage.LocalStorage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the disk itself takes to make bytes durable: a file is appended to and synced, again and again. */
final class DiskSync {
    private DiskSync() {}

    /** Milliseconds of each append with its sync. */
    static List<Double> measure(Path directory, int bytes, int times) {
        LocalStorage storage = new LocalStorage(directory);
        storage.createDirectories("");
        String name = "sync-" + bytes + "-" + System.nanoTime();
        List<Double> millis = new ArrayList<>();
        try (AppendFile file = storage.create(name)) {
            byte[] content = new byte[bytes];
            for (int i = 0; i < times; i++) {
                long began = System.nanoTime();
                file.append(ByteBuffer.wrap(content));
                file.sync();
                millis.add((System.nanoTime() - began) / 1e6);
            }
        }
        boolean ignored = storage.delete(name);
        return millis;
    }

    /** A line for people about this disk. */
    static String describe(Path directory) {
        return "append and sync: 4 KB " + show(measure(directory, 4 << 10, 200)) + ", 1 MB "
                + show(measure(directory, 1 << 20, 50));
    }

    private static String show(List<Double> millis) {
        return String.format(
                "p50 %.2f ms p99 %.2f ms", Spread.percentile(millis, 0.5), Spread.percentile(millis, 0.99));
    }
}
