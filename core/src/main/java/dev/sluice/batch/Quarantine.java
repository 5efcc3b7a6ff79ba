package dev.sluice.batch;

import dev.sluice.data.Batch;
import dev.sluice.event.QuarantinedRecord;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Origin;
import dev.sluice.plan.UserCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the records of a batch that functions threw on, over all attempts at it. A partition that is computed again,
 * for another action or by a retry, meets the same records again: each task counts how often it met a record, and only
 * what no task before it met as often is new. Thread-safe.
 */
final class Quarantine implements FaultHandler {
    private final Batch batch;
    private final List<QuarantinedRecord> records = new ArrayList<>();
    private final Set<Fault> seen = new HashSet<>();

    /** That a record failed for the so manieth time in one task. */
    private record Fault(Origin origin, int partition, FaultyRecord record, int occurrence) {}

    Quarantine(Batch batch) {
        this.batch = batch;
    }

    @Override
    public FaultHandler ofTask(int partition) {
        Map<Fault, Integer> occurrences = new HashMap<>();
        return (origin, record, cause) -> {
            UserCode.rethrowIfFatal(cause);
            Object shown = record == null ? "null" : record;
            Fault first = new Fault(origin, partition, new FaultyRecord(shown), 1);
            int occurrence = occurrences.merge(first, 1, Integer::sum);
            add(new Fault(origin, partition, first.record, occurrence), shown, cause);
        };
    }

    @Override
    public void failed(Origin origin, @Nullable Object record, Throwable cause) throws Exception {
        ofTask(0).failed(origin, record, cause);
    }

    private synchronized void add(Fault fault, Object shown, Throwable cause) {
        if (seen.add(fault)) {
            records.add(new QuarantinedRecord(batch, fault.origin.operator(), fault.origin.location(), shown, cause));
        }
    }

    /** Takes a record that was found in another way. */
    synchronized void add(QuarantinedRecord record) {
        records.add(record);
    }

    synchronized List<QuarantinedRecord> records() {
        return List.copyOf(records);
    }
}
