package dev.sluice.storage;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is known of the kinds of file systems. */
final class Medium {
    private static final Set<String> MEMORY = Set.of("tmpfs", "ramfs");
    private static final Set<String> NETWORK =
            Set.of("nfs", "nfs4", "cifs", "smb3", "9p", "afs", "fuse.sshfs", "fuse.s3fs", "fuse.gcsfuse");

    private Medium() {}

    /**
     * What files on this kind of file system do not survive, in words.
     *
     * @param type as the operating system names it
     */
    static Optional<String> weakness(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        if (MEMORY.contains(name)) {
            return Optional.of(
                    "it is on " + name + ", in memory: a loss of power loses all of it; use a directory on a disk");
        }
        if (NETWORK.contains(name)) {
            return Optional.of(
                    "it is on " + name + ", over a network: what is synced and who is first is decided by a server"
                            + " that may be set up to lose both; use a local disk, or make sure that it syncs and locks");
        }
        return Optional.empty();
    }
}
