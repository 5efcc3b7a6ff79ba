package dev.sluice.file;

import dev.sluice.file.Manifest.Section;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import java.util.List;

/** The hidden directories beside its target, where parts wait. */
record Staging(StagedDirectory directory) {
    <T> PartFile<T> open(int partition, RecordForm<T> form) {
        storage().createDirectories(staging());
        Location part = new Location(storage(), staging() + "/" + Part.name(partition));
        return PartFile.open(part, form, author().synced(), directory::told);
    }

    void publish(List<Part> parts) {
        if (parts.isEmpty()) {
            discard();
            requireNothingElse();
            return;
        }
        discard(ready());
        storage().rename(staging(), ready());
        parts.forEach(this::nameFinally);
        publishReady(parts.stream().map(Part::named).toList());
        syncDirectory(target().directory());
    }

    void discard() {
        discard(staging());
        discard(ready());
    }

    private void publishReady(List<Part> parts) {
        discardAllBut(parts.stream().map(Part::name).toList(), ready());
        if (storage().exists(target().path())) {
            published().requireSame(new Section(Manifest.words(directory.key()), parts), ready());
            discard(ready());
            return;
        }
        if (!directory.key().isEmpty()) {
            writeManifest(Manifest.of(directory.key(), parts));
        }
        syncDirectory(ready());
        storage().rename(ready(), target().path());
    }

    private void requireNothingElse() {
        if (storage().exists(target().path())) {
            published().requireSame(new Section(Manifest.words(directory.key()), List.of()), ready());
        }
    }

    /** Another attempt may have the name; it lost. */
    private void nameFinally(Part part) {
        String name = part.named().name();
        if (!name.equals(part.name())) {
            storage().delete(ready() + "/" + name);
            storage().rename(ready() + "/" + part.name(), ready() + "/" + name);
        }
    }

    private void writeManifest(Manifest manifest) {
        NewFile.write(storage(), ready() + "/" + Manifest.NAME, manifest.bytes(), author().synced());
    }

    private void discard(String path) {
        if (storage().exists(path)) {
            discardAllBut(List.of(), path);
            storage().delete(path);
        }
    }

    private void discardAllBut(List<String> kept, String path) {
        for (Entry entry : storage().list(path)) {
            if (!kept.contains(entry.name())) {
                storage().delete(path + "/" + entry.name());
            }
        }
    }

    private void syncDirectory(String path) {
        if (author().synced()) {
            storage().syncDirectory(path);
        }
    }

    private Published published() {
        return new Published(target());
    }

    private Author author() {
        return directory.author();
    }

    private Location target() {
        return directory.target();
    }

    private Storage storage() {
        return target().storage();
    }

    private String staging() {
        return Leftovers.path(target(), author(), Leftovers.STAGING);
    }

    private String ready() {
        return Leftovers.path(target(), author(), Leftovers.READY);
    }
}
