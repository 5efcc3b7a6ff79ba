package dev.sluice.storage;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A tree of files under one root; the only way anything touches a disk.
 *
 * <p>A path is relative to the root and has {@code /} between its names; the empty path is the root itself. Empty names
 * and {@code .} are dropped; a path that could leave the root ({@code ..}, a leading {@code /}) or holds a NUL is
 * refused.
 *
 * <p>A file is written once: created under a new name, appended to, synced and closed. Bytes that were committed are
 * never overwritten and never appended to by a later run. A name survives a power cut only once {@link #syncDirectory}
 * returned for its directory, the bytes only once {@link AppendFile#sync} returned.
 *
 * <p>Every method throws {@link dev.sluice.error.StorageException}, whose kind and text say what to do. Safe for any
 * thread; an interrupt is left pending and disturbs no file.
 */
public interface Storage {
    /**
     * Creates a file that did not exist, for appending. Its directory must exist.
     *
     * @return the empty file; the caller closes it
     */
    AppendFile create(String path);

    /**
     * Creates a file with this content, whole and durable, unless the name is taken. Of any number of callers, in any
     * number of processes, one wins: this is what fencing stands on.
     *
     * @return whether this call created the file
     */
    boolean putIfAbsent(String path, byte[] content);

    /**
     * Gives a file or directory another name, at once and whole. Refuses to replace: when the new name is taken, both
     * stay as they are. Between processes that rename to one name in the same instant only {@link #putIfAbsent} decides.
     */
    void rename(String from, String to);

    /** Makes what a file holds durable, whoever wrote it; for files of an earlier run that were never synced. */
    void sync(String path);

    /** Makes the names in a directory durable: what was created, renamed and deleted there. */
    void syncDirectory(String directory);

    /**
     * Deletes a file or an empty directory.
     *
     * @return false if nothing had this name
     */
    boolean delete(String path);

    /** What a directory holds, sorted by name. A name that vanishes meanwhile is left out. */
    List<Entry> list(String directory);

    /**
     * Reads a range of a file.
     *
     * @param offset in bytes from the start
     * @param max in bytes
     * @return at most {@code max} bytes; fewer only at the end of the file, none at or behind it
     */
    byte[] read(String path, long offset, int max);

    /** Reads a file from its start, for files of any size; the caller closes the stream. */
    InputStream open(String path);

    /** Whether a file, a directory or anything else has this name. */
    boolean exists(String path);

    /** What files here do not survive though they were synced, in words; empty where nothing of the kind is known. */
    default Optional<String> weakness() {
        return Optional.empty();
    }

    /** Creates a directory and those above it, the root too, where they are missing; durable when it returns. */
    void createDirectories(String directory);
}
