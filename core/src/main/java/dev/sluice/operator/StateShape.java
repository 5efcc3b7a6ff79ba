package dev.sluice.operator;

import java.util.Set;

/**
 * What the rows of a state are, in a few words that name all that they depend on: it is stored, and a later run is held
 * against it.
 *
 * @param name what a state of this shape is stored as
 * @param convertible the names of other shapes whose rows it can go on with
 */
record StateShape(String name, Set<String> convertible) {
    /** A shape that goes on with its own rows only. */
    static StateShape of(String name) {
        return new StateShape(name, Set.of());
    }

    boolean reads(String stored) {
        return stored.equals(name) || convertible.contains(stored);
    }
}
