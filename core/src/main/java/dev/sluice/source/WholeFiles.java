package dev.sluice.source;

import dev.sluice.error.SourceException;
import dev.sluice.plan.Split;
import dev.sluice.storage.Entry;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import java.nio.file.Path;
import java.util.List;

/**
 * Files to be read whole, outside of any stream.
 *
 * @param place what errors call them
 */
record WholeFiles(String place, Storage storage, List<SeenFile> files) {
    /** The file at a path, or the visible files of the directory there, by name. */
    static WholeFiles of(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        Path parent = whole.getParent();
        Path name = whole.getFileName();
        if (parent == null || name == null) {
            throw new SourceException("the root of a disk cannot be read as text: " + path);
        }
        Storage above = new LocalStorage(parent);
        Entry entry = find(above, name.toString(), path);
        if (entry.kind() == Entry.Kind.FILE) {
            return new WholeFiles(path.toString(), above, List.of(seen(entry)));
        }
        Storage directory = new LocalStorage(whole);
        return new WholeFiles(path.toString(), directory, visible(directory, path));
    }

    /** One split for each file. */
    <T> List<Split<T>> splits(FileFormat<T> format) {
        return files.stream()
                .<Split<T>>map(file -> new FileSplit<>(place, storage, file, format))
                .toList();
    }

    /** Where each file is. */
    List<Location> locations() {
        return files.stream()
                .map(file -> new Location(storage, file.path(), shown(file)))
                .toList();
    }

    /** The place may be the file itself. */
    private String shown(SeenFile file) {
        return place.endsWith(file.path()) ? place : place + "/" + file.path();
    }

    private static Entry find(Storage above, String name, Path path) {
        return above.list("").stream()
                .filter(entry -> entry.name().equals(name) && entry.kind() != Entry.Kind.OTHER)
                .findFirst()
                .orElseThrow(() -> new SourceException(
                        path + " is neither a file nor a directory that can be read; check the path"));
    }

    private static List<SeenFile> visible(Storage directory, Path path) {
        List<Entry> entries = directory.list("").stream()
                .filter(entry -> FileOptions.isVisible(entry.name()))
                .toList();
        List<SeenFile> files = entries.stream()
                .filter(entry -> entry.kind() == Entry.Kind.FILE)
                .map(WholeFiles::seen)
                .toList();
        if (files.isEmpty() && !entries.isEmpty()) {
            throw new SourceException(
                    path + " holds no files to read, but " + entries.get(0).name() + "; name that directory instead");
        }
        return files;
    }

    private static SeenFile seen(Entry entry) {
        return new SeenFile(entry.name(), entry.size(), entry.modified());
    }
}
