package dev.sluice.file;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import java.util.List;

/** The hidden directory beside its target, where parts wait. */
record Staging(StagedDirectory directory) {
    private static final int PART_DIGITS = 5;

    <T> PartFile<T> open(int partition, RecordForm<T> form) {
        storage().createDirectories(path());
        String part = partName(partition);
        for (int attempt = 1; ; attempt++) {
            String name = attempt == 1 ? part : part + "." + attempt;
            try {
                return new PartFile<>(
                        directory, name, new BufferedFile(storage().create(path(name))), form);
            } catch (StorageException e) {
                if (e.kind() != Kind.EXISTS) {
                    throw e;
                }
            }
        }
    }

    void publish(List<String> parts) {
        parts.forEach(this::nameFinally);
        discardAllBut(parts.stream().map(Staging::finalName).toList());
        if (storage().exists(target().path())) {
            new Published(target()).requireSame(path(), parts);
            discard();
        } else if (!parts.isEmpty()) {
            storage().syncDirectory(path());
            storage().rename(path(), target().path());
        }
        if (!parts.isEmpty()) {
            storage().syncDirectory(target().directory());
        }
    }

    void discard() {
        discardAllBut(List.of());
    }

    /** Another attempt may have the name; it lost. */
    private void nameFinally(String part) {
        String name = finalName(part);
        if (!name.equals(part)) {
            storage().delete(path(name));
            storage().rename(path(part), path(name));
        }
    }

    private void discardAllBut(List<String> kept) {
        if (!storage().exists(path())) {
            return;
        }
        for (Entry entry : storage().list(path())) {
            if (!kept.contains(entry.name())) {
                storage().delete(path(entry.name()));
            }
        }
        if (kept.isEmpty()) {
            storage().delete(path());
        }
    }

    private Location target() {
        return directory.target();
    }

    private Storage storage() {
        return target().storage();
    }

    private String path() {
        String above = target().directory();
        return (above.isEmpty() ? "" : above + "/") + "." + target().name() + ".staging";
    }

    private String path(String name) {
        return path() + "/" + name;
    }

    private static String partName(int partition) {
        String digits = Integer.toString(partition);
        return "part-" + "0".repeat(Math.max(0, PART_DIGITS - digits.length())) + digits;
    }

    private static String finalName(String part) {
        int dot = part.indexOf('.');
        return dot < 0 ? part : part.substring(0, dot);
    }
}
