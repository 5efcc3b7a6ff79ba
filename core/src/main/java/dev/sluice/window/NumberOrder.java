package dev.sluice.window;

import org.jspecify.annotations.Nullable;

/** Turns numbers of a class into {@code long}s of which the greatest is wanted, and back, to the last bit. */
enum NumberOrder {
    GREATEST_LONG(true, false),
    LEAST_LONG(false, false),
    GREATEST_DOUBLE(true, true),
    LEAST_DOUBLE(false, true);

    private final boolean greatest;
    private final boolean doubles;

    NumberOrder(boolean greatest, boolean doubles) {
        this.greatest = greatest;
        this.doubles = doubles;
    }

    /** The one for accumulators of the class of this one, or null if there is none. */
    static @Nullable NumberOrder of(@Nullable Object accumulator, boolean greatest) {
        if (accumulator instanceof Long) {
            return greatest ? GREATEST_LONG : LEAST_LONG;
        }
        return !(accumulator instanceof Double) ? null : greatest ? GREATEST_DOUBLE : LEAST_DOUBLE;
    }

    long code(Object number) {
        long ordered = doubles ? flipped(Double.doubleToLongBits((Double) number)) : (Long) number;
        return greatest ? ordered : ~ordered;
    }

    Object number(long code) {
        long ordered = greatest ? code : ~code;
        return doubles ? (Object) Double.longBitsToDouble(flipped(ordered)) : (Object) ordered;
    }

    /** Numbers for all codes. */
    <A> Packed<A> packed(long[] codes) {
        if (!doubles) {
            long[] numbers = new long[codes.length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = greatest ? codes[i] : ~codes[i];
            }
            return new PackedLongs<>(numbers);
        }
        double[] numbers = new double[codes.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Double.longBitsToDouble(flipped(greatest ? codes[i] : ~codes[i]));
        }
        return new PackedDoubles<>(numbers);
    }

    /** The code of a number that {@link #packed} packed. */
    long codeAt(Packed<?> packed, int place) {
        if (packed instanceof PackedLongs<?> longs) {
            return greatest ? longs.number(place) : ~longs.number(place);
        }
        long ordered = flipped(Double.doubleToLongBits(((PackedDoubles<?>) packed).number(place)));
        return greatest ? ordered : ~ordered;
    }

    /** Doubles as numbers in the same order; the way back is the same. */
    private static long flipped(long bits) {
        return bits ^ (bits >> (Long.SIZE - 1) & Long.MAX_VALUE);
    }
}
