package dev.sluice.source;

import dev.sluice.plan.Split;
import java.util.Iterator;

/** A file that an earlier run planned: read only if it is as it was then. */
record FileSplitAgain<T>(FileSplit<T> split, PlannedFiles files) implements Split<T> {
    @Override
    public Iterator<T> iterator() {
        files.require(split.file());
        return split.iterator();
    }

    @Override
    public long size() {
        return split.size();
    }
}
