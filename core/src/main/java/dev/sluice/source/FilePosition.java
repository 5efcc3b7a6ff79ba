package dev.sluice.source;

import java.io.Serializable;
import java.util.List;

/**
 * How far a directory has been read: a place in the log of the files seen so far. Positions put one behind the other
 * give the whole log.
 *
 * @param seen how many files the log holds up to here
 * @param added the last of them: those that the step to this position added
 */
public record FilePosition(long seen, List<SeenFile> added) implements Serializable {
    /** A position with a copy of the files. */
    public FilePosition {
        added = List.copyOf(added);
    }

    /** The position after this one. */
    FilePosition plus(List<SeenFile> more) {
        return new FilePosition(seen + more.size(), more);
    }

    @Override
    public String toString() {
        return "file " + seen;
    }
}
