package dev.sluice.snapshot;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The cells whose next capture must be full: a capture was lost when its snapshot failed, and what changed since the one
 * before can no longer be had; or the rows that snapshots have in them are elsewhere now.
 */
final class Debts {
    private final Map<Cell, Long> untils = new TreeMap<>();

    synchronized boolean owes(Cell cell) {
        return untils.containsKey(cell);
    }

    synchronized void add(List<CellCapture> captures) {
        for (CellCapture capture : captures) {
            untils.merge(capture.cell(), capture.until(), Math::max);
        }
    }

    /** Adds cells that are never worthless. */
    synchronized void add(Set<Cell> cells) {
        cells.forEach(cell -> untils.put(cell, Long.MAX_VALUE));
    }

    synchronized void clear() {
        untils.clear();
    }

    /** Refuses captures that leave out what was lost, unless it is worthless by now. */
    synchronized void requirePaid(List<CellCapture> captures, long horizon) {
        Map<Cell, Boolean> full = new TreeMap<>();
        captures.forEach(capture -> full.putIfAbsent(capture.cell(), capture.full()));
        untils.forEach((cell, until) -> {
            boolean paid = full.containsKey(cell) ? full.get(cell) : until <= horizon;
            if (!paid) {
                throw new IllegalArgumentException("the snapshot before failed, so " + cell
                        + " must be captured in full, but was not; ask full(owner, partitions) before each capture");
            }
        });
    }
}
