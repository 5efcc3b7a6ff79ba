package dev.sluice.journal;

import dev.sluice.error.CorruptionException;
import dev.sluice.error.RecoveryException;
import dev.sluice.error.SluiceException;
import dev.sluice.journal.CheckedEntry.Status;
import dev.sluice.log.LogCheck;
import dev.sluice.log.LogDirectory;
import dev.sluice.log.LogPosition;
import dev.sluice.snapshot.SnapshotCheck;
import dev.sluice.snapshot.SnapshotReader;
import dev.sluice.snapshot.StoredManifest;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import dev.sluice.storage.TypeRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A check of every byte in a checkpoint directory. Changes nothing, and a run may write there at the same time.
 *
 * @param entries all that is there, and what is missing
 * @param whole what keeps a run from going on there though each file by itself may be sound; empty for nothing
 */
public record Verification(List<CheckedEntry> entries, Optional<String> whole) {
    /** A check with a copy of the list. */
    public Verification {
        entries = List.copyOf(entries);
    }

    /**
     * Checks a directory.
     *
     * @param storage whose root is the directory
     * @throws dev.sluice.error.StorageException if it cannot be listed, or the disk fails
     */
    public static Verification of(Storage storage) {
        return Settled.read(storage, read -> new Run(read).check(), Verification::isGood);
    }

    /** Whether nothing is damaged or missing. */
    public boolean isGood() {
        return whole.isEmpty() && damaged() == 0;
    }

    /** Whether nothing of Sluice's is there. */
    public boolean isEmpty() {
        return entries.stream().allMatch(entry -> entry.status() == Status.STRAY);
    }

    /** How many files are damaged or missing. */
    public long damaged() {
        return entries.stream()
                .filter(entry -> entry.status() == Status.DAMAGED)
                .count();
    }

    private static final class Run {
        private final Storage storage;
        private final List<Entry> entries;
        private final List<CheckedEntry> checked = new ArrayList<>();

        Run(Storage storage) {
            this.storage = storage;
            this.entries = storage.list("");
        }

        Verification check() {
            identity();
            UUID job = Names.jobOfAny(storage, entries);
            Optional<String> whole = Optional.empty();
            if (job != null) {
                epochs(job);
                log(job);
                snapshots(job);
                whole = whole(job);
            }
            entries.stream().filter(entry -> !isKnown(entry.name())).forEach(entry -> rest(entry, job));
            return new Verification(checked, whole);
        }

        private void identity() {
            try {
                if (Identity.read(storage, entries, "the directory") != null) {
                    add(Identity.NAME, Status.OK, "");
                }
            } catch (CorruptionException | RecoveryException e) {
                add(Identity.NAME, Status.DAMAGED, text(e));
            }
        }

        private void epochs(UUID job) {
            for (Entry entry : entries) {
                if (Epochs.isEpoch(entry.name()) || entry.name().equals(Identity.BEGUN)) {
                    frame(entry.name(), job);
                }
            }
            int newest = entries.stream()
                    .mapToInt(entry -> Names.epoch(entry.name()))
                    .max()
                    .orElse(0);
            if (newest > 0 && entries.stream().noneMatch(entry -> entry.name().equals(Epochs.name(newest)))) {
                add(Epochs.name(newest), Status.DAMAGED, "it is missing, but run " + newest + " wrote files here");
            }
        }

        private void frame(String name, UUID job) {
            try {
                add(name, Status.OK, "for " + Names.text(storage, name, job));
            } catch (CorruptionException e) {
                add(name, Status.DAMAGED, text(e));
            }
        }

        private void log(UUID job) {
            LogCheck.verify(new LogDirectory(storage, "", job), firstNeeded(job))
                    .forEach(segment -> {
                        boolean left = segment.fault() == null && segment.validBytes() == 0;
                        String detail = segment.validBytes() < segment.bytes() && !left
                                ? segment.validBytes() + " bytes of it belong to the log"
                                : "";
                        if (segment.fault() != null) {
                            add(segment.name(), Status.DAMAGED, segment.fault());
                        } else {
                            add(segment.name(), left ? Status.UNNEEDED : Status.OK, detail);
                        }
                    });
        }

        /** The oldest snapshot that is sound says what of the log may have been deleted. */
        private LogPosition firstNeeded(UUID job) {
            LogPosition first = LogPosition.START;
            for (StoredManifest stored : reader(job).manifests()) {
                if (stored.manifest() != null) {
                    first = SnapshotInfo.decode(stored.manifest().info(), stored.name())
                            .neededFrom();
                }
            }
            return first;
        }

        private void snapshots(UUID job) {
            SnapshotCheck.verify(storage, "", job).forEach(file -> {
                if (file.fault() != null) {
                    add(file.name(), Status.DAMAGED, file.fault());
                } else {
                    add(file.name(), file.needed() ? Status.OK : Status.UNNEEDED, "");
                }
            });
        }

        private Optional<String> whole(UUID job) {
            try {
                Object unused = new Reading(new LogDirectory(storage, "", job), reader(job)).read();
                return Optional.empty();
            } catch (CorruptionException | RecoveryException e) {
                return Optional.of(text(e));
            }
        }

        private void rest(Entry entry, @Nullable UUID job) {
            if (Names.isOurs(entry.name()) && entry.kind() == Entry.Kind.FILE && job == null) {
                add(entry.name(), Status.DAMAGED, "no file says which job it is of");
            } else {
                add(entry.name(), Status.STRAY, "not Sluice's; left alone");
            }
        }

        private SnapshotReader reader(UUID job) {
            return new SnapshotReader(storage, "", job, TypeRegistry.defaults().codec());
        }

        private boolean isKnown(String name) {
            return checked.stream().anyMatch(entry -> entry.name().equals(name));
        }

        private void add(String name, Status status, String detail) {
            long bytes = entries.stream()
                    .filter(entry -> entry.name().equals(name))
                    .mapToLong(Entry::size)
                    .sum();
            checked.add(new CheckedEntry(name, status, bytes, detail));
        }

        private static String text(SluiceException failure) {
            return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        }
    }
}
