package dev.sluice.examples.guide;

import dev.sluice.data.Batch;
import dev.sluice.plan.Split;
import dev.sluice.source.DirectSource;
import java.util.Iterator;
import java.util.List;

// snippet: direct-source
/** The lines of a log, by their numbers. */
record LogSource(String address) implements DirectSource<String, Long> {
    @Override
    public Long start() {
        return 0L;
    }

    @Override
    public Long next(Long from, Batch batch, long recordsMax) {
        return from + Math.min(recordsMax, Log.at(address).end() - from);
    }

    @Override
    public List<Split<String>> splits(Long from, Long to) {
        return List.of(new Range(address, from, to));
    }

    @Override
    public void acknowledge(Long position) {
        Log.at(address).doneWith(position);
    }

    /** One partition of a batch: read where the engine runs, and again if the batch is run again. */
    record Range(String address, long from, long to) implements Split<String> {
        @Override
        public Iterator<String> iterator() {
            return Log.at(address).read(from, to).iterator();
        }

        @Override
        public long size() {
            return to - from;
        }
    }
}
// end
