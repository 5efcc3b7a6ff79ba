package dev.sluice.snapshot;

import java.util.ArrayList;
import java.util.List;

/**
 * What is stored of a cell, in the order in which it is restored: one extent with everything and then the changes; or,
 * of a rolling cell, one for each of its captures.
 */
record Chain(List<Extent> extents) {
    static final Chain EMPTY = new Chain(List.of());

    /** What changes may always cost before everything is written anew, in bytes. */
    static final long CHANGES_MIN = 64 << 10;

    Chain {
        extents = List.copyOf(extents);
    }

    boolean isEmpty() {
        return extents.isEmpty();
    }

    Chain plus(Extent extent) {
        List<Extent> longer = new ArrayList<>(extents);
        longer.add(extent);
        return new Chain(longer);
    }

    /** Without the extents at the front that are worthless from this horizon on. */
    Chain after(long horizon) {
        int worthless = 0;
        while (worthless < extents.size()
                && extents.get(worthless).isRolling()
                && extents.get(worthless).until() <= horizon) {
            worthless++;
        }
        return worthless == 0 ? this : new Chain(extents.subList(worthless, extents.size()));
    }

    /**
     * Whether the next capture is to be full. Writing everything costs once what it costs; the changes since cost their
     * bytes, and each is listed in every manifest after it, so in sum by the square of their number. Everything is
     * written anew as soon as that is no dearer.
     */
    boolean isFullNext() {
        if (isEmpty()) {
            return true;
        }
        Extent full = extents.get(0);
        return !full.isRolling() && changesCost(full) > Math.max(full.bytes(), CHANGES_MIN);
    }

    private long changesCost(Extent full) {
        long changes = extents.size() - 1L;
        return bytes() - full.bytes() + changes * changes * Extent.LISTED_BYTES / 2;
    }

    long bytes() {
        return extents.stream().mapToLong(Extent::bytes).sum();
    }

    long rows() {
        return extents.stream().mapToLong(Extent::rows).sum();
    }
}
