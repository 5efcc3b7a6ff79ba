package dev.sluice.hadoop;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.CannotObtainBlockLengthException;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.client.HdfsDataInputStream;
import org.apache.hadoop.io.IOUtils;

/**
 * A file that its writer has perhaps not closed, because it was killed.
 *
 * <p>Such a file can be read as far as it was written, as long as its data nodes live. When they were started anew, they
 * no longer say how long its last block is: then, and when it is to be made durable, the file is taken from its writer
 * first, and closed. A writer that still lives cannot go on with it.
 *
 * @param pollsMax how often HDFS is asked for the end, every 50 ms
 */
record OpenFile(DistributedFileSystem files, Path path, int pollsMax) {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int POLLS_BEFORE_ASKING_AGAIN = 200;
    private static final int POLLS_MAX = 1_200;

    /** A file for whose end HDFS has a minute. */
    OpenFile(DistributedFileSystem files, Path path) {
        this(files, path, POLLS_MAX);
    }

    /** Opens it for reading. */
    FSDataInputStream read() throws IOException {
        try {
            return files.open(path);
        } catch (CannotObtainBlockLengthException e) {
            takeAway();
            return files.open(path);
        }
    }

    /** How many bytes can be read. */
    static long length(FSDataInputStream in) throws IOException {
        return in instanceof HdfsDataInputStream known ? known.getVisibleLength() : in.available();
    }

    /** Has all its bytes on the disks of data nodes. Whole blocks are there already, see {@link CreateFile}. */
    void sync() throws IOException {
        if (!files.isFileClosed(path)) {
            takeAway();
        }
        if (files.getFileStatus(path).getLen() > 0) {
            FSDataOutputStream end = files.append(path);
            try {
                end.hsync();
                end.close();
            } finally {
                IOUtils.closeStream(end);
            }
        }
    }

    /** The first answer is mostly that it is not done yet: data nodes agree on the last block with their next heartbeat. */
    private void takeAway() throws IOException {
        for (int poll = 0; poll < pollsMax; poll++) {
            boolean closed =
                    poll % POLLS_BEFORE_ASKING_AGAIN == 0 ? files.recoverLease(path) : files.isFileClosed(path);
            if (closed) {
                return;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        throw new IOException("the file was left open by a process that ended, and HDFS has not closed it in time;"
                + " its data nodes may be missing");
    }
}
