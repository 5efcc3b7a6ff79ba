package dev.sluice.batch;

import dev.sluice.data.Batch;
import dev.sluice.error.CodecException;
import dev.sluice.error.SluiceException;
import dev.sluice.event.QuarantinedRecord;
import dev.sluice.storage.TypeRegistry;
import dev.sluice.time.Micros;
import java.time.Duration;
import java.time.Instant;

/**
 * A quarantined record as it is written to a log. What was thrown is kept in words; so is a record of a class that was
 * not declared to be stored.
 *
 * @param timeMicrosMore what the time of the batch has beyond its milliseconds
 * @param intervalMicrosMore what its interval has beyond its milliseconds
 */
record StoredFault(
        long batch,
        long timeMillis,
        long intervalMillis,
        long seed,
        String operator,
        String location,
        Object shown,
        String cause,
        long timeMicrosMore,
        long intervalMicrosMore) {
    static StoredFault of(QuarantinedRecord found) {
        return new StoredFault(
                found.batch().id(),
                found.batch().timeMillis(),
                found.batch().interval().toMillis(),
                found.batch().seed(),
                found.operator(),
                found.location(),
                storable(found.record()),
                found.cause().toString(),
                Math.floorMod(Micros.of(found.batch().time()), 1_000),
                Micros.of(found.batch().interval()) % 1_000);
    }

    QuarantinedRecord record() {
        Instant time = Micros.moment(Micros.ofMillis(timeMillis) + timeMicrosMore);
        Duration interval = Micros.duration(Micros.ofMillis(intervalMillis) + intervalMicrosMore);
        Batch found = new Batch(batch, time, interval, seed);
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
