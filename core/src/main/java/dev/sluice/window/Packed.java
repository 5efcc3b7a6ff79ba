package dev.sluice.window;

import org.jspecify.annotations.Nullable;

/** Accumulators side by side, or none at a place: as bare numbers where all of them are of one kind. Immutable. */
sealed interface Packed<A> permits PackedLongs, PackedDoubles, PackedObjects {
    /** The accumulator at a place, or null if there is none. */
    @Nullable
    A at(int place);

    /** Packs what stands in an array, which must not change afterwards. */
    static <A> Packed<A> of(@Nullable Object[] values) {
        Class<?> kind = kind(values);
        if (kind == Long.class) {
            return PackedLongs.of(values);
        }
        return kind == Double.class ? PackedDoubles.of(values) : new PackedObjects<>(values);
    }

    /** The class of all that are there, or null if they have not the same one. */
    private static @Nullable Class<?> kind(@Nullable Object[] values) {
        Class<?> kind = null;
        for (Object value : values) {
            if (value != null && value.getClass() != kind) {
                if (kind != null) {
                    return null;
                }
                kind = value.getClass();
            }
        }
        return kind;
    }
}
