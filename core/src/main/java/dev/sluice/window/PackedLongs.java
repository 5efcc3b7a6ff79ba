package dev.sluice.window;

import org.jspecify.annotations.Nullable;

/** Accumulators that are {@link Long}. */
final class PackedLongs<A> implements Packed<A> {
    private final long[] values;
    private final @Nullable Gaps gaps;

    PackedLongs(long[] values) {
        this(values, null);
    }

    private PackedLongs(long[] values, @Nullable Gaps gaps) {
        this.values = values;
        this.gaps = gaps;
    }

    static <A> PackedLongs<A> of(@Nullable Object[] boxed) {
        long[] values = new long[boxed.length];
        for (int place = 0; place < values.length; place++) {
            values[place] = boxed[place] == null ? 0 : (Long) boxed[place];
        }
        return new PackedLongs<>(values, Gaps.of(boxed));
    }

    /** The number at a place where there is one. */
    long number(int place) {
        return values[place];
    }

    @Override
    @SuppressWarnings("unchecked") // what was put in
    public @Nullable A at(int place) {
        return gaps != null && gaps.at(place) ? null : (A) (Long) values[place];
    }
}
