package dev.sluice.benchmarks;

import dev.sluice.event.BatchInfo;
import dev.sluice.event.OutputInfo;
import dev.sluice.event.StreamingListener;
import java.util.ArrayList;
import java.util.List;

/** What batches take after their last output: the commit of the state and, now and then, taking hold of it. */
final class SnapshotPauses implements StreamingListener {
    private final MeteredStorage storage;
    private final List<Double> with = new ArrayList<>();
    private final List<Double> without = new ArrayList<>();
    private long outputEnded;
    private double previous = -1;
    private long written;
    private boolean begun;
    private boolean wasTaking;

    SnapshotPauses(MeteredStorage storage) {
        this.storage = storage;
    }

    /** Forgets what was before. */
    synchronized void begin() {
        with.clear();
        without.clear();
        begun = true;
    }

    @Override
    public synchronized void onOutputOperationCompleted(OutputInfo output) {
        outputEnded = System.nanoTime();
    }

    /**
     * A batch after which a snapshot begins to be written has taken hold of the state: that is known when the next one
     * ends. One beside which it is written counts as one with a snapshot too.
     */
    @Override
    public synchronized void onBatchCompleted(BatchInfo batch) {
        double millis = (System.nanoTime() - outputEnded) / 1e6;
        long snapshots = storage.meter().snapshots();
        boolean taking = storage.isTakingSnapshot() || snapshots > written;
        written = snapshots;
        if (begun && previous >= 0) {
            (wasTaking || taking ? with : without).add(previous);
        }
        previous = millis;
        wasTaking = taking;
    }

    synchronized String withSnapshot() {
        return show(with);
    }

    synchronized String without() {
        return show(without);
    }

    private static String show(List<Double> millis) {
        return String.format(
                "p50 %.2f p99 %.2f max %.2f",
                Spread.percentile(millis, 0.5), Spread.percentile(millis, 0.99), Spread.percentile(millis, 1));
    }
}
