package dev.sluice.file;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Location;
import java.util.ArrayList;
import java.util.List;

/** Finds what streams published: directories of parts and files of many batches, by their manifests. */
public final class PublishedFiles {
    private PublishedFiles() {}

    /**
     * What was published here: the place itself, or else what is in it; sorted by name.
     *
     * @throws StorageException if it is not there or cannot be listed
     */
    public static List<Published> in(Location place) {
        if (isPublished(place)) {
            return List.of(new Published(place));
        }
        List<Published> found = new ArrayList<>();
        for (Entry entry : place.storage().list(place.path())) {
            Location inside = place.plus("/" + entry.name());
            if (!entry.name().startsWith(".") && isPublished(inside)) {
                found.add(new Published(inside));
            }
        }
        return List.copyOf(found);
    }

    private static boolean isPublished(Location place) {
        return place.storage().exists(place.path() + "/" + Manifest.NAME)
                || new RolledFile(place).manifest().isPresent();
    }

    /** Whether a place has nothing that could be looked at. */
    public static boolean isMissing(Location place) {
        try {
            return !place.storage().exists(place.path());
        } catch (StorageException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return true;
            }
            throw e;
        }
    }
}
