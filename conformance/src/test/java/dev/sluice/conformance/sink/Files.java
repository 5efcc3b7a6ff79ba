package dev.sluice.conformance.sink;

import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is in a storage, as someone outside sees it. */
record Files(Storage storage) {
    /** All files below a directory with their text, but for the manifests. */
    Map<String, String> below(String directory) {
        Map<String, String> files = new TreeMap<>();
        for (Entry entry : storage.list(directory)) {
            String path = directory.isEmpty() ? entry.name() : directory + "/" + entry.name();
            if (entry.kind() == Entry.Kind.DIRECTORY) {
                files.putAll(below(path));
            } else if (!entry.name().equals("_sluice")) {
                files.put(path, text(path));
            }
        }
        return files;
    }

    /** The same without what is hidden. */
    Map<String, String> visible() {
        Map<String, String> files = below("");
        files.keySet().removeIf(path -> path.startsWith(".") || path.contains("/."));
        return files;
    }

    List<String> names(String directory) {
        return storage.list(directory).stream().map(Entry::name).toList();
    }

    private String text(String path) {
        return new String(storage.read(path, 0, Integer.MAX_VALUE), StandardCharsets.UTF_8);
    }
}
