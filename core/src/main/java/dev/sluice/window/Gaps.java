package dev.sluice.window;

import org.jspecify.annotations.Nullable;

/** The places of a column that hold nothing. Immutable. */
final class Gaps {
    private final long[] bits;

    private Gaps(long[] bits) {
        this.bits = bits;
    }

    /** Those of these values; null if there are none. */
    static @Nullable Gaps of(@Nullable Object[] values) {
        long[] bits = new long[(values.length + Long.SIZE - 1) / Long.SIZE];
        boolean any = false;
        for (int place = 0; place < values.length; place++) {
            if (values[place] == null) {
                bits[place / Long.SIZE] |= 1L << place;
                any = true;
            }
        }
        return any ? new Gaps(bits) : null;
    }

    boolean at(int place) {
        return (bits[place / Long.SIZE] >>> place & 1) != 0;
    }
}
