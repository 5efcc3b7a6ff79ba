package dev.sluice.snapshot;

import dev.sluice.log.Digits;
import dev.sluice.log.FileId;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of a snapshot, by its name. Files are ordered by epoch, then version: what a later run wrote is newer.
 *
 * @param kind what it holds: the rows or the manifest
 * @param epoch the run that wrote it
 * @param version of the state
 */
record SnapshotFile(FileId.Kind kind, int epoch, long version) implements Comparable<SnapshotFile> {
    private static final Pattern NAME = Pattern.compile("(data|snapshot)-([0-9]{8,10})-([0-9]{16,19})");
    private static final Comparator<SnapshotFile> ORDER = Comparator.comparing(SnapshotFile::kind)
            .thenComparingInt(SnapshotFile::epoch)
            .thenComparingLong(SnapshotFile::version);

    static SnapshotFile data(int epoch, long version) {
        return new SnapshotFile(FileId.Kind.DATA, epoch, version);
    }

    static SnapshotFile manifest(int epoch, long version) {
        return new SnapshotFile(FileId.Kind.SNAPSHOT, epoch, version);
    }

    /** The file that has this name; empty for every other name. */
    static Optional<SnapshotFile> named(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            int epoch = Integer.parseInt(parts.group(2));
            long version = Long.parseLong(parts.group(3));
            SnapshotFile file = parts.group(1).equals("data") ? data(epoch, version) : manifest(epoch, version);
            return Optional.of(file).filter(found -> found.name().equals(name));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    boolean isManifest() {
        return kind == FileId.Kind.SNAPSHOT;
    }

    String name() {
        return (isManifest() ? "snapshot-" : "data-") + Digits.padded(epoch, 8) + "-" + Digits.padded(version, 16);
    }

    FileId id(UUID job) {
        return new FileId(kind, epoch, version, job);
    }

    @Override
    public int compareTo(SnapshotFile other) {
        return ORDER.compare(this, other);
    }
}
