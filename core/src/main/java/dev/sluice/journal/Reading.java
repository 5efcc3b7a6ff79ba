package dev.sluice.journal;

import dev.sluice.error.CorruptionException;
import dev.sluice.error.RecoveryException;
import dev.sluice.error.SluiceException;
import dev.sluice.log.LogDirectory;
import dev.sluice.log.LogPosition;
import dev.sluice.log.LogReader;
import dev.sluice.log.LogRecord;
import dev.sluice.snapshot.Manifest;
import dev.sluice.snapshot.SnapshotReader;
import dev.sluice.snapshot.StoredManifest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a directory: the newest snapshot of the run that rules or that it started from, and the log since. One damaged
 * snapshot is passed over, if the log reaches back to the one before it, or to the start of the job if it was the first:
 * what is before those two was settled, and the sources may have forgotten it. The rows of a
 * snapshot are read to the last byte when it is met first, so that nothing is begun from one that cannot be loaded.
 * Changes nothing.
 */
final class Reading {
    private final LogDirectory directory;
    private final SnapshotReader snapshots;
    private final Set<String> verified = new HashSet<>();

    Reading(LogDirectory directory, SnapshotReader snapshots) {
        this.directory = directory;
        this.snapshots = snapshots;
    }

    SnapshotReader snapshots() {
        return snapshots;
    }

    /** What is there; null if there is nothing at all. */
    @Nullable
    Found read() {
        LogReader log = LogReader.open(directory, List.of());
        List<StoredManifest> manifests = snapshots.manifests();
        List<String> damaged = new ArrayList<>();
        @Nullable CorruptionException first = null;
        for (int i = 0; i < manifests.size(); i++) {
            StoredManifest stored = manifests.get(i);
            Manifest manifest = stored.manifest();
            requireLog(manifest, log);
            try {
                if (manifest == null) {
                    throw damage(stored);
                }
                Found found = from(manifest, log, before(manifests, i), damaged);
                if (found != null) {
                    verify(manifest);
                    return found;
                }
            } catch (CorruptionException e) {
                if (first != null) {
                    first.addSuppressed(e);
                    throw first;
                }
                first = e;
                damaged.add(e.getMessage());
            }
        }
        if (first != null && manifests.size() > 1) {
            throw first;
        }
        if (first != null) {
            return withoutSnapshot(log, damaged, first);
        }
        return manifests.isEmpty() ? fromTheStart(log, damaged) : missing();
    }

    /** From where on the log belongs to the snapshot before one, or to the start of the job; null if that is lost. */
    private static @Nullable LogPosition before(List<StoredManifest> manifests, int index) {
        if (index + 1 == manifests.size()) {
            return manifests.size() == 1 ? LogPosition.START : null;
        }
        Manifest before = manifests.get(index + 1).manifest();
        return before == null
                ? null
                : SnapshotInfo.decode(before.info(), before.name()).neededFrom();
    }

    /** The run that wrote a snapshot stated in it what of its log was durable; a later run has looked at that. */
    private static void requireLog(@Nullable Manifest manifest, LogReader log) {
        if (manifest != null && log.epoch() <= manifest.epoch()) {
            log.requireReached(
                    SnapshotInfo.decode(manifest.info(), manifest.name()).durable());
        }
    }

    private void verify(Manifest manifest) {
        if (!verified.contains(manifest.name())) {
            snapshots.verify(manifest);
            verified.add(manifest.name());
        }
    }

    private static Found withoutSnapshot(LogReader log, List<String> damaged, CorruptionException first) {
        Found found;
        try {
            found = fromTheStart(log, damaged);
        } catch (SluiceException incomplete) {
            first.addSuppressed(incomplete);
            throw first;
        }
        if (found == null) {
            throw first;
        }
        return found;
    }

    private static CorruptionException damage(StoredManifest stored) {
        CorruptionException damage = stored.damage();
        return damage == null ? new CorruptionException("the snapshot " + stored.name() + " cannot be read") : damage;
    }

    private static Found missing() {
        throw new RecoveryException("no snapshot in the directory belongs to the run that wrote the log last; files are"
                + " missing or come from elsewhere. Nothing was changed; restore the whole directory from a copy");
    }

    /** The ledger from a snapshot on; null if it is not the one to start from. */
    private @Nullable Found from(Manifest manifest, LogReader log, @Nullable LogPosition before, List<String> damaged) {
        SnapshotInfo info = SnapshotInfo.decode(manifest.info(), manifest.name());
        Ledger ledger = Ledger.decode(info.ledger(), manifest.name());
        LogIndex index = new LogIndex();
        Entering entering = new Entering(ledger, index);
        for (Iterator<LogRecord> records = log.from(info.neededFrom()); records.hasNext(); ) {
            LogRecord record = records.next();
            if (record.type() == FrameType.RUN && !isBase(RunRecord.decode(record.payload(), text(record)), manifest)) {
                return null;
            }
            entering.enter(record);
        }
        LogPosition keptFrom = before == null ? info.neededFrom() : before;
        return new Found(ledger, index, manifest, log, info.neededFrom(), keptFrom, damaged);
    }

    /**
     * Whether a run started from this snapshot or a later one. A later run that started from an earlier one had taken over
     * from the run that wrote this.
     */
    private static boolean isBase(RunRecord run, Manifest manifest) {
        return run.epoch() <= manifest.epoch()
                || run.base().equals(manifest.name())
                || manifest.isOlderThan(run.base());
    }

    private static @Nullable Found fromTheStart(LogReader log, List<String> damaged) {
        Iterator<LogRecord> records = log.from(LogPosition.START);
        if (!records.hasNext()) {
            return null;
        }
        LogRecord first = records.next();
        Ledger ledger = first.type() == FrameType.RUN
                ? RunRecord.decode(first.payload(), text(first)).start(text(first))
                : null;
        if (ledger == null) {
            throw new RecoveryException(
                    "the log does not reach back to the start of the job, and there is no snapshot"
                            + " to start from: files are missing. Nothing was changed; restore the whole directory from a copy");
        }
        LogIndex index = new LogIndex();
        Entering entering = new Entering(ledger, index);
        records.forEachRemaining(entering::enter);
        return new Found(ledger, index, null, log, LogPosition.START, LogPosition.START, damaged);
    }

    private static String text(LogRecord record) {
        return "the frame at " + record.position() + " of the log";
    }
}
