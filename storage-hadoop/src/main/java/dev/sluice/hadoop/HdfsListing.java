package dev.sluice.hadoop;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import dev.sluice.storage.Entry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsLocatedFileStatus;

/** Lists directories. The name node does not know how long a file is that is being written: its data nodes are asked. */
record HdfsListing(DistributedFileSystem files) {
    List<Entry> of(String shown, Path directory) throws IOException {
        FileStatus known = required(shown, directory);
        List<Entry> entries = new ArrayList<>();
        RemoteIterator<LocatedFileStatus> statuses = files.listLocatedStatus(known.getPath());
        while (statuses.hasNext()) {
            entries.add(entry(statuses.next()));
        }
        entries.sort(Comparator.comparing(Entry::name));
        return List.copyOf(entries);
    }

    /** What is known of a directory, which must be one. */
    FileStatus required(String shown, Path directory) throws IOException {
        FileStatus known = files.getFileStatus(directory);
        if (!known.isDirectory()) {
            throw new StorageException(Kind.INVALID, "cannot list '" + shown + "': it is not a directory");
        }
        return known;
    }

    private Entry entry(LocatedFileStatus status) {
        return new Entry(
                status.getPath().getName(),
                size(status),
                Instant.ofEpochMilli(status.getModificationTime()),
                kind(status));
    }

    private static Entry.Kind kind(FileStatus status) {
        if (status.isDirectory()) {
            return Entry.Kind.DIRECTORY;
        }
        return status.isFile() ? Entry.Kind.FILE : Entry.Kind.OTHER;
    }

    private long size(LocatedFileStatus status) {
        boolean isOpen = status instanceof HdfsLocatedFileStatus known
                && known.getLocatedBlocks() != null
                && known.getLocatedBlocks().isUnderConstruction();
        return isOpen ? visible(status) : status.getLen();
    }

    private long visible(LocatedFileStatus status) {
        try (FSDataInputStream in = files.open(status.getPath())) {
            return OpenFile.length(in);
        } catch (IOException unknown) {
            return status.getLen();
        }
    }
}
