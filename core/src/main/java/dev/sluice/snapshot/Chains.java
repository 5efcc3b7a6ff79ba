package dev.sluice.snapshot;

import dev.sluice.log.FileSeal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The chains of all cells on their way from one snapshot to the next. */
final class Chains {
    private final SortedMap<Cell, Chain> chains;
    private final List<Cell> divided = new ArrayList<>();

    Chains(Map<Cell, Chain> chains) {
        this.chains = new TreeMap<>(chains);
    }

    SortedMap<Cell, Chain> all() {
        return chains;
    }

    /** Refuses changes to a cell of which nothing is there that they could change. */
    void requireComplete(CellCapture capture) {
        if (capture.needsChain() && !chains.containsKey(capture.cell())) {
            throw new IllegalArgumentException("the first capture of " + capture.cell()
                    + " must be full, but only changes were given; ask full(owner, partitions) before each capture");
        }
    }

    /** Refuses to forget cells for a new number of partitions of which not all are there. */
    void requireWhole() {
        for (Cell owner : divided) {
            for (int partition = 0; partition < owner.partitions(); partition++) {
                Cell cell = new Cell(owner.owner(), partition, owner.partitions());
                if (!chains.containsKey(cell)) {
                    throw new IllegalArgumentException("'" + owner.owner()
                            + "' has another number of partitions than in"
                            + " the snapshot before, so all must be captured in full, but none was given of " + cell);
                }
            }
        }
    }

    /** Takes in what was stored of a capture. */
    void add(CellCapture capture, Extent extent) {
        if (capture.full()) {
            if (chains.keySet().removeIf(cell -> isDividedOtherwise(cell, capture.cell()))) {
                divided.add(capture.cell());
            }
            chains.put(capture.cell(), new Chain(List.of(extent)));
        } else if (!extent.isEmpty()) {
            chains.merge(capture.cell(), new Chain(List.of(extent)), (chain, next) -> chain.plus(extent));
        }
    }

    private static boolean isDividedOtherwise(Cell old, Cell now) {
        return old.owner().equals(now.owner()) && old.partitions() != now.partitions();
    }

    /** Forgets the extents that are worthless from this horizon on, and the cells that have no others. */
    void dropWorthless(long horizon) {
        chains.replaceAll((cell, chain) -> chain.after(horizon));
        chains.values().removeIf(Chain::isEmpty);
    }

    /** Lets each cell leave the data files that are given up. */
    void move(Compaction compaction) {
        chains.replaceAll((cell, chain) -> compaction.moved(chain));
    }

    /** Keeps of some seals those of the files that are reached. */
    Map<SnapshotFile, FileSeal> reached(Map<SnapshotFile, FileSeal> seals) {
        Map<SnapshotFile, FileSeal> reached = new TreeMap<>(seals);
        reached.keySet().retainAll(liveBytes().keySet());
        return reached;
    }

    /** How many bytes are reached of each data file that is reached at all. */
    Map<SnapshotFile, Long> liveBytes() {
        Map<SnapshotFile, Long> live = new TreeMap<>();
        for (Chain chain : chains.values()) {
            for (Extent extent : chain.extents()) {
                if (!extent.isEmpty()) {
                    live.merge(extent.file(), extent.bytes(), Long::sum);
                }
            }
        }
        return live;
    }
}
