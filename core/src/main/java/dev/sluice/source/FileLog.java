package dev.sluice.source;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files seen so far. Grows only by positions that a batch has reached. Remembers every file of the directory, and of
 * those that are gone so many that a name which comes back is still known.
 */
final class FileLog {
    private final int goneMax;
    private final Map<String, SeenFile> byPath = new LinkedHashMap<>();
    private long seen;

    /** A log that begins to forget files that are gone when it holds so many. */
    FileLog(int goneMax) {
        this.goneMax = goneMax;
    }

    /** Takes in what a position added, unless that was done. */
    void reach(FilePosition position) {
        if (position.seen() != seen) {
            position.added().forEach(this::replace);
            seen = position.seen();
        }
    }

    /** The newest that is known of a path. */
    @Nullable
    SeenFile find(String path) {
        return byPath.get(path);
    }

    /** Remembers that a file has changed. */
    void replace(SeenFile file) {
        byPath.put(file.path(), file);
    }

    /** Forgets the oldest files that are not there any more, as far as the log holds too many. */
    void forgetGone(List<SeenFile> present) {
        int tooMany = byPath.size() - goneMax;
        if (tooMany <= 0) {
            return;
        }
        Set<String> paths = present.stream().map(SeenFile::path).collect(Collectors.toSet());
        Iterator<String> oldest = byPath.keySet().iterator();
        while (tooMany > 0 && oldest.hasNext()) {
            if (!paths.contains(oldest.next())) {
                oldest.remove();
                tooMany--;
            }
        }
    }
}
