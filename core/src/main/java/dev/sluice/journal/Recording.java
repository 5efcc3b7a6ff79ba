package dev.sluice.journal;

import dev.sluice.engine.Engine;
import dev.sluice.error.RecoveryException;
import dev.sluice.event.RecoveryReport;
import dev.sluice.log.LogDirectory;
import dev.sluice.operator.Graph;
import dev.sluice.operator.GraphRun;
import dev.sluice.snapshot.Manifest;
import dev.sluice.snapshot.SnapshotReader;
import dev.sluice.source.RecordLog;
import dev.sluice.storage.ReadOnlyStorage;
import dev.sluice.storage.Storage;
import dev.sluice.storage.TypeRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A directory as it is read to run a recorded batch again: from the newest snapshot before it, or from the start of the
 * job, up to and with that batch. Claims nothing and writes nothing; a run may write there at the same time.
 */
public final class Recording {
    private final Past past;
    private final Blocks blocks;
    private final TypeRegistry types;
    private final long version;

    private Recording(Past past, Blocks blocks, TypeRegistry types, long version) {
        this.past = past;
        this.blocks = blocks;
        this.types = types;
        this.version = version;
    }

    /**
     * Reads a directory for this program.
     *
     * @param storage whose root is the directory
     * @param shown what people know it by
     * @param dropped the ids of what the program does without
     * @throws RecoveryException if the batch is not recorded or the program does not fit
     * @throws dev.sluice.error.CorruptionException if what is needed is damaged
     */
    public static Recording upTo(
            long batch,
            Storage storage,
            String shown,
            Graph graph,
            Engine engine,
            TypeRegistry types,
            Set<String> dropped) {
        Storage read = new ReadOnlyStorage(storage);
        UUID job = Identity.read(read, read.list(""), shown);
        if (job == null) {
            throw new RecoveryException("'" + shown + "' holds no job, so there is no batch to be run again");
        }
        LogDirectory directory = new LogDirectory(read, "", job);
        SnapshotReader snapshots = new SnapshotReader(read, "", job, types.codec());
        Found found = new Recorded(directory, snapshots).upTo(batch, shown);
        Ledger ledger = found.ledger();
        Manifest base = found.manifest();
        long version = ledger.facts().version();
        RecoveryReport report = new RecoveryReport(
                0,
                version,
                ledger.plans().size(),
                Duration.ZERO,
                Compatibility.check(graph, ledger, dropped, shown),
                found.damaged(),
                List.of());
        StoredStates states = base == null ? null : new StoredStates(snapshots, base, owner -> {});
        Past past = new Past(false, ledger, states, graph, engine, types, report);
        return new Recording(past, new StoredLog.Found(found.index(), directory), types, version);
    }

    /** The batch whose state was stored; 0 for the start of the job. */
    public long version() {
        return version;
    }

    /** The end of the interval before the very first batch of the job. */
    public long zeroMillis() {
        return past.zeroMillis();
    }

    /** The batches after the stored state, in order; the last is the one to be run again. */
    public List<PastBatch> batches() {
        return past.batches();
    }

    /** Gives the states to the engine and to the run. */
    public void restoreStates(GraphRun run) {
        past.restoreStates(run);
    }

    /** The log of an input, to be read only. */
    public RecordLog log(String input) {
        return new StoredLog(blocks, types.codec(), input);
    }
}
