package dev.sluice.hadoop;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** Makes new files and directories, for everybody or for their owner only. */
record CreateFile(DistributedFileSystem files, boolean ownerOnly) {
    private static final FsPermission OWNERS_FILE = new FsPermission((short) 0600);
    private static final FsPermission OWNERS_DIRECTORY = new FsPermission((short) 0700);

    /**
     * A file that did not exist, in a directory that does. A block of it is on disks as soon as it is full, and the file
     * is copied, never coded: of a coded file nothing is safe until it is closed.
     */
    FSDataOutputStream at(Path path) throws IOException {
        DistributedFileSystem.HdfsDataOutputStreamBuilder builder =
                files.createFile(path).create().overwrite(false);
        builder = builder.syncBlock().replicate();
        return (ownerOnly ? builder.permission(OWNERS_FILE) : builder).build();
    }

    /** A directory, if it is missing; the one it is in exists. */
    void directory(Path path) throws IOException {
        boolean ignored = files.mkdirs(path, ownerOnly ? OWNERS_DIRECTORY : FsPermission.getDirDefault());
    }
}
