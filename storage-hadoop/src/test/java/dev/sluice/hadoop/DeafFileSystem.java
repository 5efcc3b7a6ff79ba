package dev.sluice.hadoop;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** HDFS whose answers get lost: it renames, and says that it could not; it never says that a file was closed. */
public final class DeafFileSystem extends DistributedFileSystem {
    static final Map<String, String> SETTINGS = Map.of("fs.hdfs.impl", DeafFileSystem.class.getName());

    @Override
    public void rename(Path source, Path target, Options.Rename... options) throws IOException {
        super.rename(source, target, options);
        throw new IOException("the answer was lost");
    }

    @Override
    public boolean recoverLease(Path file) {
        return false;
    }

    @Override
    public boolean isFileClosed(Path file) {
        return false;
    }
}
