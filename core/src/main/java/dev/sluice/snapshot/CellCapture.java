package dev.sluice.snapshot;

import dev.sluice.table.StateCapture;

/**
 * What a snapshot is to take in of a cell. A cell may be captured several times for one snapshot; the order counts.
 *
 * @param cell what was captured
 * @param full whether this replaces all that was stored of the cell; otherwise it comes after it
 * @param until from which horizon on these rows are worthless, see {@link SnapshotWriter#write}; {@link #ALWAYS} if never
 * @param rows the rows
 */
public record CellCapture(Cell cell, boolean full, long until, StateCapture rows) {
    /** Rows that no horizon makes worthless. */
    public static final long ALWAYS = Long.MAX_VALUE;

    /** All that the cell holds. */
    public static CellCapture full(Cell cell, StateCapture rows) {
        return new CellCapture(cell, true, ALWAYS, rows);
    }

    /** What changed in the cell since its last capture. */
    public static CellCapture changes(Cell cell, StateCapture rows) {
        return new CellCapture(cell, false, ALWAYS, rows);
    }

    /** What came to a cell whose rows leave it again from the front; it needs no full capture to begin with. */
    public static CellCapture rolling(Cell cell, long until, StateCapture rows) {
        return new CellCapture(cell, false, until, rows);
    }

    boolean needsChain() {
        return !full && until == ALWAYS;
    }
}
