package dev.sluice.hadoop;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import dev.sluice.storage.DiskFailure;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * A connection to one HDFS, shared by all storages of this process and never closed. It is none of those that Hadoop
 * itself keeps: these are closed when the JVM begins to end, and a program that stops then still writes.
 */
record Client(DistributedFileSystem files) {
    private record Key(URI root, Map<String, String> settings, UserGroupInformation user) {}

    /** When the end of a file is not known to the name node yet, it is asked again after this, not after 0.4 s. */
    private static final Map<String, String> PATIENCE = Map.of(
            "dfs.client.block.write.locateFollowingBlock.initial.delay.ms", "5",
            "dfs.client.block.write.locateFollowingBlock.retries", "12");

    private static final Map<Key, Client> SHARED = new HashMap<>();

    /**
     * The client of a directory's file system; nobody is asked anything yet.
     *
     * @throws InvalidProgramException if the URI or the settings name no HDFS
     */
    static Client of(URI directory, Map<String, String> settings) {
        try {
            Key key = new Key(directory.resolve("/"), Map.copyOf(settings), UserGroupInformation.getCurrentUser());
            synchronized (SHARED) {
                Client known = SHARED.get(key);
                if (known == null) {
                    known = make(directory, settings);
                    SHARED.put(key, known);
                }
                return known;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidProgramException(
                    "no HDFS can be reached at \"" + directory + "\": " + HdfsFailure.text(e)
                            + "; name the host and the port of the name node, or have fs.defaultFS and hdfs-site.xml say"
                            + " them: HADOOP_CONF_DIR belongs on the class path",
                    e);
        }
    }

    private static Client make(URI directory, Map<String, String> settings) throws IOException {
        Configuration configuration = new Configuration();
        PATIENCE.forEach(configuration::set);
        settings.forEach(configuration::set);
        configuration.setBoolean("fs.hdfs.impl.disable.cache", true);
        FileSystem made = FileSystem.get(directory, configuration);
        if (made instanceof DistributedFileSystem files) {
            return new Client(files);
        }
        throw new IllegalArgumentException(
                "the setting fs.hdfs.impl puts " + made.getClass().getName() + " in the place of HDFS");
    }

    /** The directory with its file system, the way all processes understand it. */
    URI qualified(URI directory) {
        return files.makeQualified(new Path(directory)).toUri();
    }

    /**
     * Does something, whole, whether or not this thread is interrupted.
     *
     * @throws StorageException if it fails
     */
    <T> T call(String verb, String path, Call<T> call) {
        try {
            return Worker.run(call);
        } catch (IOException e) {
            throw HdfsFailure.of(verb, path, e);
        } catch (IllegalArgumentException e) {
            throw DiskFailure.of(verb, path, Kind.INVALID, HdfsFailure.text(e), e); // a name that HDFS cannot have
        }
    }
}
