package dev.sluice.hadoop;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.storage.Storage;
import dev.sluice.storage.StorageProvider;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Knows {@code hdfs:}, and refuses what else Hadoop has file systems for: a directory that several runs fence each other
 * in needs a rename that is atomic and never replaces, and files whose content is safe before they are closed.
 */
public final class HadoopStorageProvider implements StorageProvider {
    private static final String HDFS = "hdfs";

    private static final Set<String> OBJECT_STORES =
            Set.of("s3", "s3n", "s3a", "gs", "oss", "cosn", "obs", "wasb", "wasbs", "abfs", "abfss", "adl", "swift");

    private static final Set<String> OTHERS =
            Set.of("viewfs", "webhdfs", "swebhdfs", "har", "ftp", "sftp", "o3fs", "ofs");

    @Override
    public boolean accepts(String scheme) {
        return scheme.equals(HDFS) || OBJECT_STORES.contains(scheme) || OTHERS.contains(scheme);
    }

    @Override
    public Storage open(URI directory) {
        String scheme = directory.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.equals(HDFS)) {
            return HadoopStorage.at(directory).ownerOnly();
        }
        String reason = OBJECT_STORES.contains(scheme)
                ? "is in an object store, where a rename is no atomic step and a file is safe only once it is closed, so"
                        + " two runs could both take the directory for theirs, and a crash could lose what was promised"
                : "is on a file system of Hadoop of which nobody has tested that two runs fence each other there";
        throw new InvalidProgramException("the checkpoint directory \"" + directory + "\" " + reason
                + "; keep it on hdfs: or on a disk, and let outputs alone go there");
    }
}
