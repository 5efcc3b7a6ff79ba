package dev.sluice.hadoop;

import dev.sluice.error.StorageException.Kind;
import dev.sluice.time.SystemIdentities;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsFileStatus;
import org.apache.hadoop.io.IOUtils;

/** A file that becomes visible whole: written under a name of its own, made durable, then renamed, which never replaces. */
final class Draft {
    private final CreateFile create;
    private final DistributedFileSystem files;
    private final Path place;
    private final Path draft;

    Draft(CreateFile create, Path place) {
        this.create = create;
        this.files = create.files();
        this.place = place;
        this.draft = new Path(place.getParent(), "." + place.getName() + "." + new SystemIdentities().get() + ".tmp");
    }

    /** Writes the file; gives whether it has the name now, or another one had it first. */
    boolean publish(byte[] content) throws IOException {
        write(content);
        long id = id(draft);
        try {
            files.rename(draft, place, Options.Rename.NONE);
            return true;
        } catch (IOException e) {
            if (!files.delete(draft, false) && files.exists(place) && id(place) == id) {
                return true; // only the answer was lost
            } else if (HdfsFailure.kind(e) == Kind.EXISTS) {
                return false;
            }
            throw e;
        }
    }

    private void write(byte[] content) throws IOException {
        FSDataOutputStream out = create.at(draft);
        try {
            out.write(content);
            out.hsync();
            out.close();
        } catch (IOException e) {
            IOUtils.closeStream(out);
            discard(e);
            throw e;
        }
    }

    private void discard(IOException why) {
        try {
            boolean ignored = files.delete(draft, false);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    /** The number that a file keeps under all its names. */
    private long id(Path path) throws IOException {
        return ((HdfsFileStatus) files.getFileStatus(path)).getFileId();
    }
}
