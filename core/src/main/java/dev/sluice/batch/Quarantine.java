package dev.sluice.batch;

import dev.sluice.data.Batch;
import dev.sluice.event.QuarantinedRecord;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers the records of one run of a batch that functions threw on. A record computed twice counts once. Thread-safe. */
final class Quarantine implements FaultHandler {
    private final Batch batch;
    private final List<QuarantinedRecord> records = new ArrayList<>();
    private final Set<Fault> seen = new HashSet<>();

    /** A fault, by the identity of its record. */
    private record Fault(Origin origin, Object record) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Fault fault && fault.record == record && fault.origin.equals(origin);
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(record) * 31 + origin.hashCode();
        }
    }

    Quarantine(Batch batch) {
        this.batch = batch;
    }

    @Override
    public synchronized void failed(Origin origin, @Nullable Object record, Throwable cause) {
        if (cause instanceof VirtualMachineError error && !(cause instanceof StackOverflowError)) {
            throw error;
        }
        Object shown = record == null ? "null" : record;
        if (seen.add(new Fault(origin, shown))) {
            records.add(new QuarantinedRecord(batch, origin.operator(), origin.location(), shown, cause));
        }
    }

    synchronized List<QuarantinedRecord> records() {
        return List.copyOf(records);
    }
}
