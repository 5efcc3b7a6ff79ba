package dev.sluice.source;

import dev.sluice.plan.Emitter;
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
    public void forEach(Emitter<? super T> out) throws Exception {
        files.require(split.file());
        split.forEach(out);
    }

    @Override
    public long size() {
        return split.size();
    }
}
