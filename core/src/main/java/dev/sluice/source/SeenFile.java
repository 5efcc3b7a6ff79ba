package dev.sluice.source;

import java.io.Serializable;
import java.time.Instant;

/**
 * A file as it was found: what makes it known again.
 *
 * @param path below the directory of the source, with {@code /} between names
 * @param size in bytes
 * @param modified when its content last changed, by the clock of the disk
 */
public record SeenFile(String path, long size, Instant modified) implements Serializable {
    @Override
    public String toString() {
        return path + " (" + size + " bytes, modified " + modified + ")";
    }
}
