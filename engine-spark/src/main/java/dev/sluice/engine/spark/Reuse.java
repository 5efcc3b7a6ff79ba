package dev.sluice.engine.spark;

import dev.sluice.error.CodecException;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.plan.Origin;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notices an iterator that gives one object over and over with other content: kept, all its records would be the last. */
final class Reuse {
    private final String engine;
    private final Origin origin;
    private @Nullable Object before;
    private byte @Nullable [] content;

    Reuse(String engine, Origin origin) {
        this.engine = engine;
        this.origin = origin;
    }

    /** Looks at the next of the first records. */
    void look(Object record) {
        byte[] now = written(record);
        if (record == before && now != null && content != null && !Arrays.equals(now, content)) {
            throw new InvalidProgramException(origin + ": an iterator gave the same object of "
                    + record.getClass().getName()
                    + " twice, changed in between; kept, all its records would be the last one; make a new object for each"
                    + " record");
        }
        before = record;
        content = now;
    }

    private byte @Nullable [] written(Object record) {
        try {
            return Types.codec(engine).encodeAll(List.of(record));
        } catch (CodecException cannot) {
            return null;
        }
    }
}
