package dev.sluice.storage;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says what a directory holds; a link counts as what it leads to, if that may be read. */
record LocalListing(LocalRoot root) {
    List<Entry> of(Path directory) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> names = Files.newDirectoryStream(directory)) {
            for (Path name : names) {
                entry(name).ifPresent(entries::add);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        entries.sort(Comparator.comparing(Entry::name));
        return List.copyOf(entries);
    }

    static Optional<BasicFileAttributes> attributes(Path place, LinkOption... options) throws IOException {
        try {
            return Optional.of(Files.readAttributes(place, BasicFileAttributes.class, options));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Optional<Entry> entry(Path place) throws IOException {
        String name = place.getFileName().toString();
        return attributes(place, LinkOption.NOFOLLOW_LINKS)
                .map(found -> found.isSymbolicLink() ? linked(name, target(place, found)) : entry(name, found));
    }

    private BasicFileAttributes target(Path link, BasicFileAttributes itself) {
        try {
            return root.holds(link.toRealPath()) ? attributes(link).orElse(itself) : itself;
        } catch (IOException e) {
            return itself;
        }
    }

    private static Entry linked(String name, BasicFileAttributes target) {
        Entry entry = entry(name, target);
        return entry.kind() == Entry.Kind.DIRECTORY
                ? new Entry(name, 0, entry.modified(), Entry.Kind.LINKED_DIRECTORY)
                : entry;
    }

    private static Entry entry(String name, BasicFileAttributes found) {
        Entry.Kind kind = kind(found);
        long size = kind == Entry.Kind.FILE ? found.size() : 0;
        return new Entry(name, size, found.lastModifiedTime().toInstant(), kind);
    }

    private static Entry.Kind kind(BasicFileAttributes found) {
        if (found.isRegularFile()) {
            return Entry.Kind.FILE;
        }
        return found.isDirectory() ? Entry.Kind.DIRECTORY : Entry.Kind.OTHER;
    }
}
