package dev.sluice.file;

import dev.sluice.file.HeldNames.Range;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;

/** Where rolling files and what is held back for them lie. */
record HeldBack(Location prefix, String ending, Author author) {
    /** Below the hidden directory: the manifests of all files but the newest. */
    static final String ROLLED = "rolled";

    /** The hidden directory. It carries the epoch: who takes over renames it. */
    Location directory() {
        return prefix.sibling(directoryName() + author.name());
    }

    /** What the hidden directories of all authors begin with. */
    String directoryName() {
        return "." + prefix.name() + ending + ".rolling.";
    }

    Location at(String name) {
        return directory().plus("/" + name);
    }

    Location visible(Range range) {
        return prefix.plus("-" + range + ending);
    }

    /** The file before it becomes visible. */
    Location assembled(Range range, long epoch) {
        Author then = new Author(author.job(), epoch, author.synced());
        return prefix.sibling("." + visible(range).name() + "." + then.name() + ".roll");
    }

    boolean exists() {
        return storage().exists(directory().path());
    }

    void create() {
        storage().createDirectories(at(ROLLED).path());
    }

    HeldNames names() {
        return HeldNames.of(storage().list(directory().path()));
    }

    Manifest manifest(String name) {
        return Manifest.read(at(name));
    }

    /** Puts a manifest there, whole; all that it names is durable before. */
    void put(String name, Manifest manifest) {
        String draft = at(name + HeldNames.DRAFT).path();
        storage().delete(draft);
        NewFile.write(storage(), draft, manifest.bytes(), author.synced());
        sync(directory().path());
        storage().rename(draft, at(name).path());
        sync(directory().path());
    }

    void rename(String from, String to) {
        storage().rename(at(from).path(), at(to).path());
    }

    void delete(String name) {
        storage().delete(at(name).path());
    }

    void sync(String path) {
        if (author.synced()) {
            storage().syncDirectory(path);
        }
    }

    Storage storage() {
        return prefix.storage();
    }
}
