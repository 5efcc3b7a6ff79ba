package dev.sluice.batch;

import dev.sluice.data.Batch;
import dev.sluice.error.CodecException;
import dev.sluice.error.SluiceException;
import dev.sluice.event.QuarantinedRecord;
import dev.sluice.storage.TypeRegistry;
import java.time.Duration;
import java.time.Instant;

/**
 * A quarantined record as it is written to a log. What was thrown is kept in words; so is a record of a class that was
 * not declared to be stored.
 */
record StoredFault(
        long batch,
        long timeMillis,
        long intervalMillis,
        long seed,
        String operator,
        String location,
        Object shown,
        String cause) {
    static StoredFault of(QuarantinedRecord found) {
        return new StoredFault(
                found.batch().id(),
                found.batch().timeMillis(),
                found.batch().interval().toMillis(),
                found.batch().seed(),
                found.operator(),
                found.location(),
                storable(found.record()),
                found.cause().toString());
    }

    QuarantinedRecord record() {
        Batch found = new Batch(batch, Instant.ofEpochMilli(timeMillis), Duration.ofMillis(intervalMillis), seed);
        return new QuarantinedRecord(found, operator, location, shown, new SluiceException(cause));
    }

    private static Object storable(Object record) {
        try {
            byte[] ignored = TypeRegistry.defaults().codec().encode(record);
            return record;
        } catch (CodecException notDeclared) {
            return record.toString();
        }
    }
}
