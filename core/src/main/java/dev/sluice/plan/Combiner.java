package dev.sluice.plan;

import dev.sluice.function.BiFunction;
import dev.sluice.function.BinaryOperator;
import dev.sluice.function.Function;
import java.io.Serializable;

/**
 * How the values of a key become one. {@code add} and {@code merge} may change and return their first argument: an
 * engine hands them only what {@code create} made in the same evaluation, and each such value once.
 *
 * @param create makes the combined value of a first value
 * @param add takes one more value in
 * @param merge joins two combined values; the left one holds the earlier records
 * @param mapSide whether values are combined before they are exchanged too
 */
public record Combiner<V, C>(Function<V, C> create, BiFunction<C, V, C> add, BinaryOperator<C> merge, boolean mapSide)
        implements Serializable {}
