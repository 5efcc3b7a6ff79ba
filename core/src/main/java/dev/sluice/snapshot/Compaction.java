package dev.sluice.snapshot;

import dev.sluice.log.FileSeal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes again, into the data file of the next snapshot, what is still reached of older ones that are hardly worth
 * keeping. What is written again of a file is less than what died in it, each byte of which was written once; so in sum
 * this costs no more than writing did. Files that are small as a whole are put together too.
 */
final class Compaction {
    /** Of a smaller data file no more than the half is kept waiting, in bytes. */
    static final long FILE_MIN = 64 << 10;

    private final Set<SnapshotFile> files = new TreeSet<>();
    private final ExtentReader reader;
    private final DataWriter out;

    Compaction(Chains chains, Map<SnapshotFile, FileSeal> seals, ExtentReader reader, DataWriter out) {
        Map<SnapshotFile, Long> live = chains.liveBytes();
        seals.forEach((file, seal) -> {
            if (2 * live.getOrDefault(file, 0L) < Math.max(seal.bytes(), FILE_MIN)) {
                files.add(file);
            }
        });
        this.reader = reader;
        this.out = out;
    }

    /** The chain without the files that are given up. Neighbours that become worthless together become one extent. */
    Chain moved(Chain chain) {
        if (chain.extents().stream().noneMatch(this::moves)) {
            return chain;
        }
        List<Extent> moved = new ArrayList<>();
        for (List<Extent> run : runs(chain)) {
            moved.add(moves(run.get(0)) ? move(run) : run.get(0));
        }
        return new Chain(moved);
    }

    private boolean moves(Extent extent) {
        return !extent.isEmpty() && files.contains(extent.file());
    }

    private List<List<Extent>> runs(Chain chain) {
        List<List<Extent>> runs = new ArrayList<>();
        for (int i = 0; i < chain.extents().size(); i++) {
            if (i == 0 || !joins(chain, i)) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(chain.extents().get(i));
        }
        return runs;
    }

    /** The extent that holds everything stays alone: what the changes since cost is told by its length. */
    private boolean joins(Chain chain, int index) {
        Extent before = chain.extents().get(index - 1);
        Extent extent = chain.extents().get(index);
        return moves(before) && moves(extent) && before.until() == extent.until() && (index > 1 || extent.isRolling());
    }

    private Extent move(List<Extent> run) {
        for (Extent extent : run) {
            reader.forEach(extent, frame -> out.add(frame.payload()));
            out.addRows(extent.rows());
        }
        return out.end(run.get(0).until());
    }
}
