package dev.sluice.snapshot;

import dev.sluice.error.CorruptionException;
import dev.sluice.error.RecoveryException;
import dev.sluice.storage.RecordCodec;
import dev.sluice.storage.Storage;
import dev.sluice.table.StateChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Finds the snapshots of a job and loads them. Changes nothing. Every method throws
 * {@link dev.sluice.error.StorageException} when the disk fails. Safe for any thread; cells may be loaded in parallel.
 */
public final class SnapshotReader {
    private final SnapshotDirectory directory;
    private final ChunkForm form;
    private final ExtentReader extents;

    /** A reader of a directory of the storage, which exists. */
    public SnapshotReader(Storage storage, String directory, UUID job, RecordCodec codec) {
        this.directory = new SnapshotDirectory(storage, directory, job);
        this.form = new ChunkForm(codec);
        this.extents = new ExtentReader(this.directory);
    }

    /** All manifests that are there, newest first, each read to its last byte. */
    public List<StoredManifest> manifests() {
        List<StoredManifest> found = new ArrayList<>();
        for (SnapshotFile file : directory.manifests()) {
            found.add(StoredManifest.read(directory, file));
        }
        return found;
    }

    /**
     * Reads every row that the snapshot reaches, to the last byte.
     *
     * @throws CorruptionException if they are not what was written
     */
    public void verify(Manifest manifest) {
        manifest.chains()
                .values()
                .forEach(chain -> chain.extents().forEach(extent -> extents.forEach(extent, frame -> {})));
    }

    /**
     * Gives the rows of a cell, chunk by chunk, in the order of their captures; none if the snapshot has no such cell.
     * When this throws, the chunks given so far are worthless.
     *
     * @throws CorruptionException if they are not what was written
     * @throws RecoveryException if they are, but this program cannot read values of some class
     */
    public void load(Manifest manifest, Cell cell, Consumer<StateChunk> out) {
        for (Extent extent : manifest.chain(cell).extents()) {
            ChunkReader chunks = new ChunkReader(form, cell, directory.path(extent.file()), out);
            extents.forEach(extent, chunks::take);
            chunks.end(extent.offset(), extent.rows());
        }
    }
}
