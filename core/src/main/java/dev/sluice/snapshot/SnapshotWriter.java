package dev.sluice.snapshot;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import dev.sluice.log.FileSeal;
import dev.sluice.storage.RecordCodec;
import dev.sluice.storage.Storage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes the snapshots of one run. Each holds what was captured for it and refers to earlier files for the rest, so what
 * is written grows with what changed, and what is on disk with what is held.
 *
 * <p>A snapshot is a new file with rows, synced, and then its manifest, put whole: until that put nothing has changed for
 * a reader. One thread at a time writes and prunes; {@link #full} may be called by another.
 */
public final class SnapshotWriter {
    private final SnapshotDirectory directory;
    private final int epoch;
    private final ChunkForm form;
    private final ExtentReader reader;
    private final Runnable fence;
    private final Debts debts = new Debts();
    private volatile @Nullable Manifest last;

    /**
     * A writer that goes on from a snapshot.
     *
     * @param directory in the storage; it exists
     * @param epoch of this run; no other run writes in it
     * @param fence called before anything is published or deleted; throws if another run has taken over
     * @param base what the run started from; null if it started from nothing
     */
    public SnapshotWriter(
            Storage storage,
            String directory,
            UUID job,
            int epoch,
            RecordCodec codec,
            Runnable fence,
            @Nullable Manifest base) {
        this.directory = new SnapshotDirectory(storage, directory, job);
        this.epoch = epoch;
        this.form = new ChunkForm(codec);
        this.reader = new ExtentReader(this.directory);
        this.fence = fence;
        this.last = base;
    }

    /**
     * Which partitions of an owner are to be captured in full for the next snapshot: those that no snapshot has, those
     * whose changes cost more by now than all they hold, those of which a capture was lost with a snapshot that failed, and
     * those that were {@link #displaced}.
     */
    public IntPredicate full(String owner, int partitions) {
        return partition -> {
            Cell cell = new Cell(owner, partition, partitions);
            return debts.owes(cell) || chain(cell).isFullNext();
        };
    }

    /** The rows of an owner are in other cells now than the snapshots have them in: they are to be captured in full. */
    public void displaced(String owner) {
        Manifest newest = last;
        if (newest != null) {
            debts.add(newest.cells(owner));
        }
    }

    /** Captures that were taken will not be written: what they hold is to be captured in full. */
    public void lost(List<CellCapture> captures) {
        debts.add(captures);
    }

    /**
     * Writes a snapshot. What it takes in was captured at one version; cells that are not captured stay as the snapshot
     * before has them. A full capture of an owner's cell forgets cells of another number of partitions. When this
     * throws, the snapshot before stays the newest, and the captures are lost: {@link #full} knows.
     *
     * @param version higher than that of any snapshot of this run
     * @param captures in the order in which they are to be loaded; each is read once
     * @param info given back by {@link Manifest#info}
     * @param horizon rows captured until this or less are dropped, from the front of their cell on
     * @return the snapshot, durable
     * @throws StorageException when the disk fails
     * @throws dev.sluice.error.CodecException if rows hold what cannot be stored
     * @throws dev.sluice.error.CorruptionException if rows stored earlier, which had to be moved, are damaged
     * @throws IllegalArgumentException if changes are given of a cell of which a full capture is needed
     */
    public Manifest write(long version, List<CellCapture> captures, byte[] info, long horizon) {
        boolean inDebt = true;
        try {
            debts.requirePaid(captures, horizon);
            Manifest written = store(SnapshotFile.manifest(epoch, version), captures, info.clone(), horizon);
            last = written;
            debts.clear();
            inDebt = false;
            return written;
        } finally {
            if (inDebt) {
                debts.add(captures);
            }
        }
    }

    /**
     * Deletes all but the newest two snapshots and what they reach, those that this run wrote and read back. Nothing else
     * is touched. Done again, it does what is left.
     *
     * @throws dev.sluice.error.CorruptionException if the newest snapshot cannot be read back; nothing is deleted then
     * @throws dev.sluice.error.FencedException if another run has taken over
     */
    public Pruned prune() {
        return new Pruning(directory, epoch, fence).run();
    }

    private Chain chain(Cell cell) {
        Manifest newest = last;
        return newest == null ? Chain.EMPTY : newest.chain(cell);
    }

    private Manifest store(SnapshotFile file, List<CellCapture> captures, byte[] info, long horizon) {
        Manifest before = last;
        Chains chains = new Chains(before == null ? Map.of() : before.chains());
        Map<SnapshotFile, FileSeal> seals = new TreeMap<>(before == null ? Map.of() : before.seals());
        try (DataWriter out = new DataWriter(directory, SnapshotFile.data(file.epoch(), file.version()))) {
            ChunkWriter chunks = new ChunkWriter(form, out);
            for (CellCapture capture : captures) {
                chains.requireComplete(capture);
                chunks.write(capture.cell(), capture.rows());
                chains.add(capture, out.end(capture.until()));
            }
            chains.requireWhole();
            chains.dropWorthless(horizon);
            chains.move(new Compaction(chains, seals, reader, out));
            out.finish();
            out.seal().ifPresent(seal -> seals.put(out.file(), seal));
        }
        Manifest manifest = new Manifest(file, info, chains.all(), chains.reached(seals));
        publish(manifest);
        return manifest;
    }

    private void publish(Manifest manifest) {
        byte[] bytes = ManifestForm.write(manifest, directory.job());
        String path = directory.path(manifest.file());
        fence.run();
        if (!directory.storage().putIfAbsent(path, bytes) && !isThere(path, bytes)) {
            throw new StorageException(
                    Kind.EXISTS,
                    "'" + path + "' was there before this run wrote it; every run needs an epoch, and every snapshot"
                            + " of it a version, of its own");
        }
    }

    private boolean isThere(String path, byte[] bytes) {
        return Arrays.equals(directory.storage().read(path, 0, bytes.length + 1), bytes);
    }
}
