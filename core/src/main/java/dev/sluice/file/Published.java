package dev.sluice.file;

import dev.sluice.error.OutputConflictException;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A directory of parts that is visible, and so must not change. */
record Published(Location directory) {
    private static final int COMPARED_BYTES = 1 << 20;

    /**
     * Requires that it holds the same parts as those staged.
     *
     * @throws OutputConflictException naming the first difference
     */
    void requireSame(String staging, Collection<String> parts) {
        Map<String, Long> before = sizes(directory.path());
        Map<String, Long> now = parts.isEmpty() ? Map.of() : sizes(staging);
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            requireSame(staging, name, before.getOrDefault(name, 0L), now.getOrDefault(name, 0L));
        }
    }

    private void requireSame(String staging, String name, long before, long now) {
        if (before != now) {
            throw conflict(name + " has " + before + " bytes, and would now have " + now);
        }
        long at = firstDifference(directory.path() + "/" + name, staging + "/" + name, now);
        if (at >= 0) {
            throw conflict(name + " would differ from byte " + at + " on");
        }
    }

    private Map<String, Long> sizes(String path) {
        Map<String, Long> sizes = new TreeMap<>();
        for (Entry entry : storage().list(path)) {
            if (!isHidden(entry.name())) {
                sizes.put(entry.name(), entry.size());
            }
        }
        return sizes;
    }

    /** The first byte that differs in two files of the same size, or -1. */
    private long firstDifference(String a, String b, long size) {
        for (long at = 0; at < size; at += COMPARED_BYTES) {
            int mismatch = Arrays.mismatch(
                    storage().read(a, at, COMPARED_BYTES), storage().read(b, at, COMPARED_BYTES));
            if (mismatch >= 0) {
                return at + mismatch;
            }
        }
        return -1;
    }

    private static OutputConflictException conflict(String difference) {
        return new OutputConflictException("it is there already with other content: " + difference
                + ". What is visible is never changed. A batch that is run again must give the same records in the same"
                + " order, so its functions may not depend on a clock, on chance or on the order of a hash;"
                + " if another run wrote it, move it away or write under another name");
    }

    /** Readers skip such names, so they may differ. */
    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }

    private Storage storage() {
        return directory.storage();
    }
}
