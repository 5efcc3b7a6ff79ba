package dev.sluice.sink;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.storage.Location;
import java.io.Serializable;

/**
 * How the files of a sink are named: {@code prefix-<something>.suffix}.
 *
 * @param suffix without its dot; empty for none
 */
record FileName(Location prefix, String suffix) implements Serializable {
    FileName {
        if (prefix.path().isEmpty() || prefix.shown().endsWith("/")) {
            throw new InvalidProgramException("the prefix must end with the beginning of a name, but was \"" + prefix
                    + "\"; \"out/counts\" makes names such as out/counts-1000, out/counts-2000 and so on");
        }
        if (suffix.contains("/")) {
            throw new InvalidProgramException("the suffix must be the end of a name, but was \"" + suffix
                    + "\"; \"txt\" makes names such as out/counts-1000.txt");
        }
    }

    /** The suffix with its dot; empty for none. */
    String ending() {
        return suffix.isEmpty() ? "" : "." + suffix;
    }

    /** All of them, for people. */
    @Override
    public String toString() {
        return prefix + "-*" + ending();
    }
}
