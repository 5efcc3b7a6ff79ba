package dev.sluice.operator;

import java.io.Serializable;
import java.math.BigInteger;
import java.time.Duration;

/**
 * How a stream's slides fall into the slices of a sliding window. A slice is the longest span that every window either
 * holds whole or not at all: the greatest common divisor of window and slide.
 *
 * @param slidesPerSlice the length of a slice, in slides of the stream that is taken in
 * @param slicesPerWindow the number of slices in a window
 */
record SlidingGeometry(long slidesPerSlice, long slicesPerWindow) implements Serializable {
    static SlidingGeometry of(Duration length, Duration slide, Duration unit) {
        long window = length.toMillis() / unit.toMillis();
        long step = slide.toMillis() / unit.toMillis();
        long slice = BigInteger.valueOf(window).gcd(BigInteger.valueOf(step)).longValueExact();
        return new SlidingGeometry(slice, window / slice);
    }

    /** The slice that the stream's slide with this ordinal falls in. */
    long slice(long ordinal) {
        return (ordinal - 1) / slidesPerSlice;
    }

    /** The oldest slice that a window ending now or later still needs. */
    long oldest(long ordinal) {
        return slice(ordinal) - slicesPerWindow + 1;
    }
}
