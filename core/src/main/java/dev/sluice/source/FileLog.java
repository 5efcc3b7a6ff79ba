package dev.sluice.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files seen so far: those of committed batches in a memory that outlives the run, and beside it those that batches
 * are planned to read. Remembers every file of the directory, and of those that are gone so many that a name which comes
 * back is still known. Thread-safe.
 */
final class FileLog {
    private final int goneMax;
    private final FileMemory memory = new FileMemory();
    private final Map<String, SeenFile> planned = new HashMap<>();
    private final Deque<FilePosition> pending = new ArrayDeque<>();
    private long seen;

    /** A log that begins to forget files that are gone when it holds so many. */
    FileLog(int goneMax) {
        this.goneMax = goneMax;
    }

    FileMemory memory() {
        return memory;
    }

    /** Takes in what a position added, unless that was done; not in the memory yet. */
    synchronized void planned(FilePosition position) {
        if (position.seen() != seen) {
            pending.add(position);
            position.added().forEach(file -> planned.put(file.path(), file));
            seen = position.seen();
        }
    }

    /** What was planned up to a position enters the memory. */
    synchronized void reached(FilePosition position) {
        while (!pending.isEmpty() && pending.getFirst().seen() <= position.seen()) {
            List<SeenFile> files = pending.removeFirst().added();
            memory.add(files);
            files.forEach(file -> planned.remove(file.path(), file));
        }
    }

    /** The newest that is known of a path. */
    synchronized @Nullable SeenFile find(String path) {
        SeenFile file = planned.get(path);
        return file == null ? memory.find(path) : file;
    }

    /** Remembers that a file has changed; not yet where a batch that read it as it was is under way. */
    synchronized void replace(SeenFile file) {
        if (!planned.containsKey(file.path())) {
            memory.add(List.of(file));
        }
    }

    /** Forgets the oldest files that are not there any more, as far as the memory holds too many. */
    synchronized void forgetGone(List<SeenFile> present) {
        long tooMany = memory.size() - goneMax;
        if (tooMany > 0) {
            memory.forget(tooMany, present.stream().map(SeenFile::path).collect(Collectors.toSet()));
        }
    }
}
