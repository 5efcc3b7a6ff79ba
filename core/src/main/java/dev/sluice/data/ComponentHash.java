package dev.sluice.data;

import org.jspecify.annotations.Nullable;

/** Hashes of record components: of a primitive as of its box, without boxing it. */
final class ComponentHash {
    private ComponentHash() {}

    static int of(boolean component) {
        return StableHash.mix(Boolean.hashCode(component));
    }

    static int of(int component) {
        return StableHash.mix(component);
    }

    static int of(long component) {
        return StableHash.mix(component);
    }

    static int of(float component) {
        return StableHash.mix(Float.hashCode(component));
    }

    static int of(double component) {
        return StableHash.mix(Double.hashCode(component));
    }

    static int of(@Nullable Object component) {
        return StableHash.ofPart(component);
    }
}
