package dev.sluice.engine.spark;

import dev.sluice.error.SourceException;
import dev.sluice.plan.Split;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a block that executors keep; what all of them have lost, the driver may have in its log.
 *
 * @param places the executors that have it, best first
 */
record BlockSplit<T>(Letters letters, long id, long records, List<String> places) implements Split<T> {
    @Override
    @SuppressWarnings("unchecked") // what was put
    public Iterator<T> iterator() throws IOException, InterruptedException {
        Iterator<Records> kept = ExecutorStore.get(id);
        return (Iterator<T>) (kept == null ? fromDriver() : new PiecesIterator(kept));
    }

    private Iterator<Object> fromDriver() throws IOException, InterruptedException {
        @Nullable Serializable found = letters.ask(new Letter.Wanted(id));
        if (found instanceof Records again) {
            return again.list().iterator();
        }
        throw new SourceException("a received block of " + records + " records is lost with all executors that kept it."
                + " What its source does not send again is gone; a program with a checkpoint directory would have it in"
                + " its log");
    }

    @Override
    public long size() {
        return records;
    }

    @Override
    public List<String> preferredLocations() {
        return places;
    }
}
