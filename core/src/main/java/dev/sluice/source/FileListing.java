package dev.sluice.source;

import dev.sluice.error.StorageException;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The files of a directory that a source may read, in the order of their modification, then of their names. */
record FileListing(Storage storage, FileOptions options) {
    private static final Comparator<SeenFile> ORDER =
            Comparator.comparing(SeenFile::modified).thenComparing(SeenFile::path);

    List<SeenFile> files() throws Exception {
        List<SeenFile> files = new ArrayList<>();
        addFiles("", files);
        files.sort(ORDER);
        return files;
    }

    private void addFiles(String directory, List<SeenFile> files) throws Exception {
        for (Entry entry : entries(directory)) {
            String path = directory.isEmpty() ? entry.name() : directory + "/" + entry.name();
            if (entry.kind() == Entry.Kind.FILE && options.filter().test(entry.name())) {
                files.add(new SeenFile(path, entry.size(), entry.modified()));
            } else if (entry.kind() == Entry.Kind.DIRECTORY && isEntered(entry.name())) {
                addFiles(path, files);
            }
        }
    }

    /** A directory below may vanish while it is on its turn; the one at the top must not. */
    private List<Entry> entries(String directory) {
        try {
            return storage.list(directory);
        } catch (StorageException e) {
            if (e.kind() == StorageException.Kind.NOT_FOUND && !directory.isEmpty()) {
                return List.of();
            }
            throw e;
        }
    }

    private boolean isEntered(String directory) {
        return options.recursive() && !directory.startsWith(".") && !directory.startsWith("_");
    }
}
