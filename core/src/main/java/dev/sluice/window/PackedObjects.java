package dev.sluice.window;

import org.jspecify.annotations.Nullable;

/** Accumulators as they are. */
final class PackedObjects<A> implements Packed<A> {
    private final @Nullable Object[] values;

    PackedObjects(@Nullable Object[] values) {
        this.values = values;
    }

    @Override
    @SuppressWarnings("unchecked") // what was put in
    public @Nullable A at(int place) {
        return (A) values[place];
    }
}
