package dev.sluice.snapshot;

import dev.sluice.log.FileSeal;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a snapshot consists of: which rows of which files are the state at one version. Immutable. */
public final class Manifest {
    private final SnapshotFile file;
    private final byte[] info;
    private final SortedMap<Cell, Chain> chains;
    private final SortedMap<SnapshotFile, FileSeal> seals;

    Manifest(SnapshotFile file, byte[] info, Map<Cell, Chain> chains, Map<SnapshotFile, FileSeal> seals) {
        this.file = file;
        this.info = info;
        this.chains = Collections.unmodifiableSortedMap(new TreeMap<>(chains));
        this.seals = Collections.unmodifiableSortedMap(new TreeMap<>(seals));
    }

    /** The name of its file, without the directory. */
    public String name() {
        return file.name();
    }

    /** The run that wrote it. */
    public int epoch() {
        return file.epoch();
    }

    /** The version of the state. */
    public long version() {
        return file.version();
    }

    /** Whether a name is that of a snapshot that was written later. */
    public boolean isOlderThan(String name) {
        return SnapshotFile.named(name)
                .filter(other -> file.compareTo(other) < 0)
                .isPresent();
    }

    /** What the caller of {@link SnapshotWriter#write} gave with it; a copy. */
    public byte[] info() {
        return info.clone();
    }

    /** All that can be loaded, sorted by owner. */
    public Set<Cell> cells() {
        return chains.keySet();
    }

    /** The cells of one owner, sorted. */
    public SortedSet<Cell> cells(String owner) {
        SortedSet<Cell> found = new TreeSet<>(chains.keySet());
        found.removeIf(cell -> !cell.owner().equals(owner));
        return found;
    }

    /** How many rows are loaded of a cell, those included that a later one replaces; 0 if there is no such cell. */
    public long rows(Cell cell) {
        return chain(cell).rows();
    }

    /** How many rows the longest capture of a cell has, which is about how many are left; 0 if there is no such cell. */
    public long rowsAtOnce(Cell cell) {
        return chain(cell).extents().stream().mapToLong(Extent::rows).max().orElse(0);
    }

    /** How many bytes are read to load a cell; 0 if there is no such cell. */
    public long bytes(Cell cell) {
        return chain(cell).bytes();
    }

    /** The same snapshot without what one owner holds, to go on from when the owner is no more. */
    public Manifest without(String owner) {
        SortedMap<Cell, Chain> others = new TreeMap<>(chains);
        others.keySet().removeIf(cell -> cell.owner().equals(owner));
        return new Manifest(file, info, others, seals);
    }

    SnapshotFile file() {
        return file;
    }

    Chain chain(Cell cell) {
        return chains.getOrDefault(cell, Chain.EMPTY);
    }

    SortedMap<Cell, Chain> chains() {
        return chains;
    }

    /** The data files that are reached from here, each with what it is known by. */
    SortedMap<SnapshotFile, FileSeal> seals() {
        return seals;
    }

    @Override
    public String toString() {
        return name();
    }
}
