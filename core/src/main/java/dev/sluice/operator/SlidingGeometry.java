package dev.sluice.operator;

import dev.sluice.time.Micros;
import java.io.Serializable;
import java.math.BigInteger;
import java.time.Duration;

/**
 * How time falls into the slices of a sliding window, counted from the end of the interval before the first batch. A
 * slice is the longest span that every window either holds whole or not at all: the greatest common divisor of window
 * and slide. It does not depend on the batch interval, which may be another in each run.
 *
 * @param sliceMicros the length of a slice
 * @param slicesPerWindow the number of slices in a window
 */
record SlidingGeometry(long sliceMicros, int slicesPerWindow) implements Serializable {
    static SlidingGeometry of(Duration length, Duration slide) {
        long window = Micros.of(length);
        long slice = BigInteger.valueOf(window)
                .gcd(BigInteger.valueOf(Micros.of(slide)))
                .longValueExact();
        return new SlidingGeometry(slice, Math.toIntExact(window / slice));
    }

    /** The slice that a batch falls in which ends after so much time. */
    long slice(long elapsedMicros) {
        return Math.floorDiv(elapsedMicros - 1, sliceMicros);
    }

    /** What the slices stored of a window are. */
    String shape() {
        return "slices of " + Micros.duration(sliceMicros);
    }
}
