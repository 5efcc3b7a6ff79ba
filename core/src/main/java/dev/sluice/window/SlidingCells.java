package dev.sluice.window;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the content of one key's window in an immutable cell. Slices come in with growing numbers and go out oldest
 * first; only the newest one still grows.
 *
 * <p>What a cell says depends on the slices that are in it, on the hash of its key and on the last slice of the window,
 * and on nothing else. A cell that is built anew from its slices gives the same value bit by bit, even where merging
 * rounds.
 *
 * @param <C> the type of the cells
 */
sealed interface SlidingCells<A, C> permits InverseCells, TwoStackCells {
    /**
     * The cell with all that its key has in one slice, which replaces what the slice had before.
     *
     * @param cell null if the window held nothing of the key
     * @param slice the newest slice of the window
     */
    C enter(@Nullable C cell, int hash, long slice, A partial) throws Exception;

    /**
     * The cell without its oldest slice, or null if nothing is left.
     *
     * @param slice the cell's oldest slice, older than the window
     * @param partial what the key has in it
     */
    @Nullable
    C leave(C cell, long slice, A partial) throws Exception;

    /** The cell as it has to be before it is asked for its value, for a window that ends with this slice. */
    C settle(C cell, int hash, long last) throws Exception;

    /** The slices of a settled cell merged, oldest first. */
    A value(C cell) throws Exception;
}
