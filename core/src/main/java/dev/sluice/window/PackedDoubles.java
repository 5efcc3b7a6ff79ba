package dev.sluice.window;

import org.jspecify.annotations.Nullable;

/** Accumulators that are {@link Double}, to the last bit. */
final class PackedDoubles<A> implements Packed<A> {
    private final double[] values;
    private final @Nullable Gaps gaps;

    PackedDoubles(double[] values) {
        this(values, null);
    }

    private PackedDoubles(double[] values, @Nullable Gaps gaps) {
        this.values = values;
        this.gaps = gaps;
    }

    static <A> PackedDoubles<A> of(@Nullable Object[] boxed) {
        double[] values = new double[boxed.length];
        for (int place = 0; place < values.length; place++) {
            values[place] = boxed[place] == null ? 0 : (Double) boxed[place];
        }
        return new PackedDoubles<>(values, Gaps.of(boxed));
    }

    /** The number at a place where there is one. */
    double number(int place) {
        return values[place];
    }

    @Override
    @SuppressWarnings("unchecked") // what was put in
    public @Nullable A at(int place) {
        return gaps != null && gaps.at(place) ? null : (A) (Double) values[place];
    }
}
