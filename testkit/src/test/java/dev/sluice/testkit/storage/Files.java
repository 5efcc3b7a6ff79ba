package dev.sluice.testkit.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** Writes and shows small files. */
final class Files {
    private Files() {}

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    /** A file whose bytes are synced, under a name that is not. */
    static void writeSynced(Storage storage, String path, String content) {
        try (AppendFile file = storage.create(path)) {
            file.append(bytes(content));
            file.sync();
        }
    }

    static void write(Storage storage, String path, String content) {
        try (AppendFile file = storage.create(path)) {
            file.append(bytes(content));
        }
    }

    static String text(Storage storage, String path) {
        return new String(storage.read(path, 0, Integer.MAX_VALUE), UTF_8);
    }

    /** All files and what they hold; zero bytes are shown as underscores, empty directories with a slash at the end. */
    static Map<String, String> all(Storage storage) {
        Map<String, String> all = new TreeMap<>();
        collect(storage, "", all);
        return all;
    }

    private static void collect(Storage storage, String directory, Map<String, String> all) {
        for (Entry entry : storage.list(directory)) {
            String path = directory + entry.name();
            if (entry.kind() == Entry.Kind.FILE) {
                all.put(path, text(storage, path).replace('\0', '_'));
            } else if (storage.list(path).isEmpty()) {
                all.put(path + "/", "");
            } else {
                collect(storage, path + "/", all);
            }
        }
    }
}
