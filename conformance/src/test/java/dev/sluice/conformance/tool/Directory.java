package dev.sluice.conformance.tool;

import dev.sluice.storage.Entry;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.time.ManualClock;
import java.util.Map;
import java.util.TreeMap;

/** The files of a directory, to be put into storages of which some are changed. */
record Directory(Map<String, byte[]> files) {
    static Directory of(Storage storage) {
        Map<String, byte[]> files = new TreeMap<>();
        for (Entry entry : storage.list("")) {
            files.put(entry.name(), storage.read(entry.name(), 0, Integer.MAX_VALUE));
        }
        return new Directory(files);
    }

    Directory with(String name, byte[] content) {
        Map<String, byte[]> others = new TreeMap<>(files);
        others.put(name, content);
        return new Directory(others);
    }

    Directory without(String name) {
        Map<String, byte[]> others = new TreeMap<>(files);
        others.remove(name);
        return new Directory(others);
    }

    /** The same with one bit of a file changed. */
    Directory flipped(String name, int offset) {
        byte[] content = files.get(name).clone();
        content[offset] ^= 4;
        return with(name, content);
    }

    Storage storage() {
        InMemoryStorage storage = new InMemoryStorage(new ManualClock());
        files.forEach(storage::putIfAbsent);
        return storage;
    }
}
