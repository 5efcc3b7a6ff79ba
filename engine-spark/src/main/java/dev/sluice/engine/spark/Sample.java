package dev.sluice.engine.spark;

import dev.sluice.error.CodecException;
import dev.sluice.plan.Origin;
import dev.sluice.strict.RecordCheck;
import java.util.List;

/** Writes records, and where they cannot be written says which program line made them and what is in the way. */
final class Sample {
    private Sample() {}

    /** The records as bytes; a failure is that of the first record that cannot be written. */
    static Records packed(String engine, List<Object> records, Origin origin) {
        try {
            return Records.packed(engine, records);
        } catch (CodecException refused) {
            RecordCheck check = new RecordCheck(Types.codec(engine));
            for (Object record : records) {
                check.roundTrip(record, origin.toString());
            }
            throw refused;
        }
    }

    /** Demands that a record survives writing and reading. */
    static void check(String engine, Object record, Origin origin) {
        if (!Records.isOwn(record)) {
            new RecordCheck(Types.codec(engine)).roundTrip(record, origin.toString());
        }
    }
}
