package dev.sluice.storage;

import java.net.URI;

/**
 * Makes storages for URIs of some schemes, for example {@code hdfs:}; found through {@link java.util.ServiceLoader}.
 *
 * <p>What it makes is used by one run after another, each of which fences those before it by
 * {@link Storage#putIfAbsent}, so a file system that cannot do this atomically is to be refused. On a cluster executors
 * read and write too: there the storage must be {@link java.io.Serializable}, and stand for the same directory wherever
 * it is read back.
 */
public interface StorageProvider {
    /**
     * Whether URIs of this scheme are for this provider, those too that it can only refuse.
     *
     * @param scheme in lower case
     */
    boolean accepts(String scheme);

    /**
     * The directory as a storage for its owner only: nobody else may read what is created in it. The directory may be
     * missing, and nothing is changed yet.
     *
     * @throws dev.sluice.error.InvalidProgramException if no directory can be there, or none that keeps what is promised
     * @throws dev.sluice.error.StorageException if the file system cannot be reached
     */
    Storage open(URI directory);
}
