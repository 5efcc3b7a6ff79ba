package dev.sluice.file;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.time.Micros;
import java.io.Serializable;
import java.time.Duration;

/**
 * When batches that are held back become a file: with the batch that makes them this many bytes, or this old, whichever
 * comes first.
 *
 * @param bytes of all records together; a file has at most one batch more
 * @param age of the oldest batch, by the batch times; batches without records count too
 */
public record Rolling(long bytes, Duration age) implements Serializable {
    /** Checks both. */
    public Rolling {
        if (bytes < 1 || age.isNegative() || age.isZero()) {
            throw new InvalidProgramException("files must roll at a positive size and age, but were to roll at " + bytes
                    + " bytes or " + age + "; try Rolling.of(128 << 20, Duration.ofMinutes(10))");
        }
    }

    /** At so many bytes or so old. */
    public static Rolling of(long bytes, Duration age) {
        return new Rolling(bytes, age);
    }

    boolean isDue(long heldBytes, long oldestMicros, long nowMicros) {
        return heldBytes >= bytes || nowMicros - oldestMicros >= Micros.of(age);
    }
}
