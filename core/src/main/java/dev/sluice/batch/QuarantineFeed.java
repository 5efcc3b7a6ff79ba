package dev.sluice.batch;

import dev.sluice.data.Batch;
import dev.sluice.event.QuarantinedRecord;
import dev.sluice.plan.Split;
import dev.sluice.source.Input;
import dev.sluice.source.InputContext;
import dev.sluice.source.InputPlan;
import dev.sluice.source.StreamSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The records quarantined in a batch, as a stream of the batches after it. Thread-safe. */
public final class QuarantineFeed {
    private final List<QuarantinedRecord> records = new ArrayList<>();

    /** The stream's source, to be read by at most one run. */
    public StreamSource<QuarantinedRecord> source() {
        return new StreamSource.Custom<>(
                "quarantined records", "as often as the batch that they were found in is run to its end", this::open);
    }

    synchronized void add(List<QuarantinedRecord> found) {
        records.addAll(found);
    }

    private Input<QuarantinedRecord> open(InputContext context) {
        return new Feed();
    }

    private synchronized List<QuarantinedRecord> take(long recordsMax) {
        List<QuarantinedRecord> head = records.subList(0, (int) Math.min(recordsMax, records.size()));
        List<QuarantinedRecord> taken = List.copyOf(head);
        head.clear();
        return taken;
    }

    private synchronized long size() {
        return records.size();
    }

    private final class Feed implements Input<QuarantinedRecord> {
        @Override
        public void start() {}

        @Override
        public InputPlan<QuarantinedRecord> plan(Batch batch, long recordsMax) {
            List<QuarantinedRecord> taken = take(recordsMax);
            return new InputPlan<>(
                    taken.isEmpty() ? List.of() : List.of(Split.of(taken)), taken.size(), taken.size() + " records");
        }

        @Override
        public void forget(Batch batch) {}

        @Override
        public boolean stop(Duration timeout) {
            return true;
        }

        @Override
        public long waiting() {
            return size();
        }
    }
}
