package dev.sluice.file;

import dev.sluice.error.CorruptionException;
import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import dev.sluice.file.HeldNames.Staged;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The beginning of a run: it gets what older ones held back. */
record RollingTakeOver(HeldBack held, RecordForm<?> form) {
    void run() {
        storage().createDirectories(held.prefix().directory());
        if (held.author().synced()) {
            DirectoryNames.sync(storage(), held.prefix().directory());
        }
        for (List<HeldOwner> older = older(); !older.isEmpty(); older = older()) {
            older.forEach(this::take);
        }
        held.create();
        held.sync(held.prefix().directory());
        Rolls rolls = new Rolls(held, form);
        held.names().decisions().forEach(rolls::resume);
        rolls.discardAssembled();
        discardUnpublished();
    }

    private List<HeldOwner> older() {
        return HeldOwner.all(held).stream()
                .filter(owner -> owner.epoch() < held.author().epoch())
                .toList();
    }

    /** Whatever an older process does in the directory from now on, it does not find it. */
    private void take(HeldOwner owner) {
        Location directory = held.prefix().sibling(owner.directory());
        try {
            if (isBare(directory)) {
                remove(directory);
            } else {
                requireOnlyOne(directory);
                storage().rename(directory.path(), held.directory().path());
            }
        } catch (StorageException e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
        }
    }

    /** A run that was overtaken before its first batch leaves such a one. */
    private boolean isBare(Location directory) {
        HeldNames names = HeldNames.of(storage().list(directory.path()));
        return names.pieces().isEmpty()
                && names.decisions().isEmpty()
                && names.rolled().isEmpty();
    }

    private void remove(Location directory) {
        for (Entry entry : storage().list(directory.path())) {
            storage().delete(directory.plus("/" + entry.name()).path());
        }
        storage().delete(directory.path());
    }

    private void requireOnlyOne(Location directory) {
        if (held.exists()) {
            throw new CorruptionException("both '" + directory + "' and '" + held.directory()
                    + "' hold batches back. Nothing was changed; start again, and if it stays so, move away the one that"
                    + " was copied there");
        }
    }

    private void discardUnpublished() {
        HeldNames names = held.names();
        Set<String> published = names.pieces().values().stream()
                .flatMap(piece -> new Pieces(held).section(piece).parts().stream())
                .map(Part::name)
                .collect(Collectors.toSet());
        names.staged().stream()
                .map(Staged::name)
                .filter(name -> !published.contains(name))
                .forEach(held::delete);
    }

    private Storage storage() {
        return held.storage();
    }
}
