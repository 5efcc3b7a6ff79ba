package dev.sluice.snapshot;

import dev.sluice.error.CorruptionException;
import dev.sluice.error.StorageException;
import dev.sluice.log.Frame;
import dev.sluice.log.FrameReader;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/** Reads the frames of an extent in order and checks that they are those that the manifest lists. */
final class ExtentReader {
    private final SnapshotDirectory directory;

    ExtentReader(SnapshotDirectory directory) {
        this.directory = directory;
    }

    /**
     * Gives the frames one by one. That all were there and were the right ones is known only when this returns.
     *
     * @throws CorruptionException if they are not
     */
    void forEach(Extent extent, Consumer<Frame> out) {
        if (extent.isEmpty()) {
            return;
        }
        String path = directory.path(extent.file());
        try {
            read(extent, path, out);
        } catch (StorageException e) {
            throw e.kind() == StorageException.Kind.NOT_FOUND ? missing(path, e) : e;
        }
    }

    private void read(Extent extent, String path, Consumer<Frame> out) {
        FrameReader in = FrameReader.from(
                directory.storage(),
                path,
                extent.file().id(directory.job()),
                extent.offset(),
                extent.bytes(),
                extent.sequence());
        CRC32C checksum = new CRC32C();
        for (int i = 0; i < extent.frames(); i++) {
            Frame frame = in.require();
            checksum.update(frame.payload());
            out.accept(frame);
        }
        if (in.offset() != extent.end() || (int) checksum.getValue() != extent.checksum()) {
            throw new CorruptionException("'" + path + "' from byte " + extent.offset() + " to byte " + extent.end()
                    + " is sound, but not what the snapshot was written with; nothing was changed;"
                    + " restore the whole directory from one copy");
        }
    }

    private static CorruptionException missing(String path, StorageException cause) {
        return new CorruptionException(
                "'" + path + "' is missing, but a snapshot needs it; nothing was changed; restore it from a copy",
                cause);
    }
}
