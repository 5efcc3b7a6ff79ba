package dev.sluice.engine.spark;

import dev.sluice.snapshot.CaptureFile;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a step left of a partition's state.
 *
 * @param head names the version
 * @param changes what the step changed; everything, where there was nothing before
 * @param everything the whole state, where that was due beside the changes; else null
 */
record Written(String head, CaptureFile changes, @Nullable CaptureFile everything) implements Serializable {
    /** The files that were written. */
    List<CaptureFile> all() {
        return everything == null ? List.of(changes) : List.of(changes, everything);
    }
}
