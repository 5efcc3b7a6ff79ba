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
 * @param location where the state is held now, as Spark names places
 */
record Written(String head, CaptureFile changes, @Nullable CaptureFile everything, String location)
        implements Serializable {
    /** The same, held at a place. */
    Written at(String place) {
        return new Written(head, changes, everything, place);
    }

    /** The files that were written. */
    List<CaptureFile> all() {
        return everything == null ? List.of(changes) : List.of(changes, everything);
    }
}
