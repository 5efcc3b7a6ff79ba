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
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The batches that can be run again: those of which the plans are in the log since a snapshot that is there, or since the
 * start of the job. Unlike {@link Reading} it goes back beyond the newest snapshot. Changes nothing.
 */
final class Recorded {
    private final LogDirectory directory;
    private final SnapshotReader snapshots;
    private final LogReader log;
    private @Nullable SluiceException failure;

    Recorded(LogDirectory directory, SnapshotReader snapshots) {
        this.directory = directory;
        this.snapshots = snapshots;
        this.log = LogReader.open(directory, List.of());
    }

    /** The batches, as {first, last}; null if there is none. */
    long @Nullable [] range() {
        long first = Long.MAX_VALUE;
        long last = 0;
        for (Found start : starts(Long.MAX_VALUE)) {
            for (PlanRecord plan : start.ledger().plans()) {
                first = Math.min(first, plan.batch().id());
                last = Math.max(last, plan.batch().id());
            }
        }
        return last == 0 ? null : new long[] {first, last};
    }

    /**
     * The newest place to start from, with the plans from there up to and with a batch.
     *
     * @throws RecoveryException if the batch is not recorded, saying which ones are
     */
    Found upTo(long batch, String shown) {
        for (Found start : starts(batch)) {
            if (start.ledger().facts().version() < batch && start.ledger().hasPlan(batch)) {
                return start;
            }
        }
        long[] range = range();
        if (range == null && failure != null) {
            throw failure;
        }
        throw new RecoveryException("batch " + batch + " cannot be run again from '" + shown + "': "
                + (range == null ? "no batch is recorded there" : "recorded are batches " + text(range))
                + ". Recorded are the batches after the older of the two newest snapshots, and at most those after the one that"
                + " the last run went on from; for an earlier batch, take a copy of the directory from that time");
    }

    static String text(long[] range) {
        return range[0] == range[1] ? String.valueOf(range[0]) : range[0] + " to " + range[1];
    }

    private List<Found> starts(long until) {
        List<Found> starts = new ArrayList<>();
        for (StoredManifest stored : snapshots.manifests()) {
            if (stored.manifest() != null) {
                add(starts, from(stored.manifest(), until));
            } else if (stored.damage() != null) {
                failed(stored.damage());
            }
        }
        add(starts, fromTheStart(until));
        return starts;
    }

    private static void add(List<Found> starts, @Nullable Found start) {
        if (start != null) {
            starts.add(start);
        }
    }

    private @Nullable Found from(Manifest manifest, long until) {
        try {
            SnapshotInfo info = SnapshotInfo.decode(manifest.info(), manifest.name());
            Ledger ledger = Ledger.decode(info.ledger(), manifest.name());
            LogIndex index = new LogIndex();
            Iterator<LogRecord> records = log.from(info.neededFrom());
            return enter(records, manifest, ledger, index, until)
                    ? new Found(ledger, index, manifest, log, info.neededFrom(), info.neededFrom(), List.of())
                    : null;
        } catch (CorruptionException | RecoveryException e) {
            failed(e);
            return null;
        }
    }

    private @Nullable Found fromTheStart(long until) {
        try {
            Iterator<LogRecord> records = log.from(LogPosition.START);
            LogRecord first = records.hasNext() ? records.next() : null;
            Ledger ledger = first == null || first.type() != FrameType.RUN
                    ? null
                    : RunRecord.decode(first.payload(), text(first)).start(text(first));
            LogIndex index = new LogIndex();
            return ledger != null && enter(records, null, ledger, index, until)
                    ? new Found(ledger, index, null, log, LogPosition.START, LogPosition.START, List.of())
                    : null;
        } catch (CorruptionException | RecoveryException e) {
            failed(e);
            return null;
        }
    }

    /** Whether what follows in the log goes on from where the ledger stands. */
    private boolean enter(
            Iterator<LogRecord> records, @Nullable Manifest manifest, Ledger ledger, LogIndex index, long until) {
        Entering entering = new Entering(ledger, index);
        while (records.hasNext()) {
            LogRecord record = records.next();
            if (record.type() == FrameType.RUN
                    && manifest != null
                    && !goesOn(RunRecord.decode(record.payload(), text(record)), manifest)) {
                return false;
            }
            if (record.type() != FrameType.PLAN || id(record) <= until) {
                entering.enter(record);
            }
        }
        return true;
    }

    private static long id(LogRecord record) {
        return PlanRecord.decode(record.payload(), text(record)).batch().id();
    }

    /** A snapshot newer than the one that a later run started from was written by a run that had been taken over. */
    private static boolean goesOn(RunRecord run, Manifest manifest) {
        return run.epoch() <= manifest.epoch() || run.base().compareTo(manifest.name()) >= 0;
    }

    private void failed(SluiceException reason) {
        failure = failure == null ? reason : failure;
    }

    private static String text(LogRecord record) {
        return "the frame at " + record.position() + " of the log";
    }

    LogDirectory directory() {
        return directory;
    }
}
