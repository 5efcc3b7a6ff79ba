package dev.sluice.snapshot;

import dev.sluice.error.CorruptionException;
import org.jspecify.annotations.Nullable;

/**
 * A manifest as it was found: sound or damaged.
 *
 * @param name of the file, without the directory
 * @param epoch the run that wrote it
 * @param version of the state
 * @param manifest null if it is damaged
 * @param damage null if it is sound
 */
public record StoredManifest(
        String name,
        int epoch,
        long version,
        @Nullable Manifest manifest,
        @Nullable CorruptionException damage) {
    static StoredManifest read(SnapshotDirectory directory, SnapshotFile file) {
        try {
            Manifest manifest = ManifestForm.read(directory, file);
            return new StoredManifest(file.name(), file.epoch(), file.version(), manifest, null);
        } catch (CorruptionException damage) {
            return new StoredManifest(file.name(), file.epoch(), file.version(), null, damage);
        }
    }
}
