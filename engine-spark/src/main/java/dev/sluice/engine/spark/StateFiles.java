package dev.sluice.engine.spark;

import dev.sluice.snapshot.CaptureFiles;
import dev.sluice.storage.Location;
import dev.sluice.storage.TypeRegistry;
import java.io.Serializable;
import java.util.UUID;

/**
 * Where the processes of a run leave states for each other.
 *
 * @param directory that all of them see; it exists
 * @param run whose states they are
 * @param types which classes of keys and values may be stored
 */
record StateFiles(Location directory, UUID run, TypeRegistry types) implements Serializable {
    /** The files, as this process sees them. */
    CaptureFiles open() {
        return new CaptureFiles(directory.storage(), directory.path(), run, types.codec());
    }
}
