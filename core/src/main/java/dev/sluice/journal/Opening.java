package dev.sluice.journal;

import dev.sluice.engine.Engine;
import dev.sluice.error.FencedException;
import dev.sluice.error.RecoveryException;
import dev.sluice.event.RecoveryReport.StateReport;
import dev.sluice.log.LogDirectory;
import dev.sluice.operator.Graph;
import dev.sluice.sink.RunId;
import dev.sluice.snapshot.SnapshotReader;
import dev.sluice.storage.Durability;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import dev.sluice.time.Micros;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over a directory.
 *
 * <pre>
 *   read → does the program fit, and its output? → claim the epoch → sinks: what is staged is void
 *        → {@link Takeover}: the log goes on → read again → this run begins
 * </pre>
 *
 * Until the claim nothing is changed. It is read again because the run before may have gone on until then; what that one
 * appends later is behind the ends that the first segment of this run states, and is never read.
 */
final class Opening {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
    private static final String DIRECTORY = "";

    private final JournalSettings settings;
    private final Graph graph;
    private final Engine engine;
    private final ProgramFacts program;
    private final Storage storage;
    private int held;

    Opening(JournalSettings settings, Graph graph, Engine engine, ProgramFacts program) {
        this.settings = settings;
        this.graph = graph;
        this.engine = engine;
        this.program = program;
        this.storage = settings.storage();
    }

    Opened open() {
        storage.createDirectories(DIRECTORY);
        storage.weakness().ifPresent(weakness -> LOG.warn("'{}' is no safe place: {}", settings.shown(), weakness));
        List<Entry> entries = storage.list(DIRECTORY);
        UUID known = Identity.read(storage, entries, settings.shown());
        UUID job = known == null ? create() : known;
        Epochs epochs = new Epochs(storage, settings.shown(), job);
        held = Epochs.highest(entries);
        try {
            return open(entries, known, job, epochs);
        } catch (FencedException overtaken) {
            throw overtaken;
        } catch (RuntimeException tripped) {
            throw reason(tripped, epochs);
        }
    }

    /** Whatever a start trips over while another one takes over, that is why. */
    private RuntimeException reason(RuntimeException tripped, Epochs epochs) {
        try {
            epochs.require(held);
            return tripped;
        } catch (FencedException overtaken) {
            overtaken.addSuppressed(tripped);
            return overtaken;
        } catch (RuntimeException unknown) {
            tripped.addSuppressed(unknown);
            return tripped;
        }
    }

    private Opened open(List<Entry> entries, @Nullable UUID known, UUID job, Epochs epochs) {
        LogDirectory directory = new LogDirectory(storage, DIRECTORY, job);
        SnapshotReader snapshots =
                new SnapshotReader(storage, DIRECTORY, job, program.types().codec());
        Reading reading = new Reading(directory, snapshots);
        Changing changing = new Changing(storage, settings.shown());
        Found seen = changing.read(reading::read);
        if (seen == null) {
            Identity.requireNotBegun(entries, settings.shown());
        }
        List<StateReport> fits = Compatibility.check(graph, seen, settings);
        LOG.debug("'{}' fits the program: {}", settings.shown(), fits);
        String name = (seen == null ? program.name() : seen.ledger().facts().name()) + "-" + shortened(job);
        if (newest(name).isAfter(last(seen))) {
            requireNewest(name, newest(name), changing.read(reading::read));
        }

        if (known != null && settings.durability() == Durability.POWER) {
            // What a killed run put may have its name only until the power goes; from here on it is built upon.
            storage.syncDirectory(DIRECTORY);
        }
        int epoch = held + 1;
        held = epoch;
        epochs.claim(epoch, program.name());
        RunId run = new RunId(name, epoch, settings.durability());
        graph.outputs().forEach(output -> output.action().takeOver(run));
        Trust trust = new Trust();
        Fence fence = () -> {
            trust.require();
            epochs.require(epoch);
        };
        Takeover takeover = new Takeover(settings, graph, engine, program, directory, run, epoch, fence, trust);
        return takeover.begin(reading, seen, Names.strays(entries));
    }

    /** Makes a job, unless an output belongs to another one. */
    private UUID create() {
        UUID job = settings.newJob().get();
        String name = program.name() + "-" + shortened(job);
        requireNewest(name, newest(name), null);
        return Identity.create(storage, job, program.name());
    }

    /** The time of the newest batch that an output holds; the least of all times if none does. */
    private Instant newest(String job) {
        return graph.outputs().stream()
                .map(output -> output.action().newest(job))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /** The time of the last batch that was planned; the least of all times if none was. */
    private static Instant last(@Nullable Found found) {
        return found == null ? Instant.MIN : Micros.moment(found.ledger().lastMicros());
    }

    /** A plan is there before its output: what was read after the outputs were looked at knows of all of them. */
    private void requireNewest(String job, Instant newest, @Nullable Found found) {
        if (newest.isAfter(last(found))) {
            throw new RecoveryException("'" + settings.shown() + "' "
                    + (found == null ? "knows of no batch" : "ends with the batch of " + shown(last(found)))
                    + ", but an output of its job " + job + " holds the batch of " + shown(newest)
                    + ": the directory is an older copy of one that went on, or was restored from one. Nothing was"
                    + " changed; go on with the newest directory, or move the output away that is later than this one");
        }
    }

    private static String shown(Instant time) {
        return Micros.inWords(Micros.of(time));
    }

    private static String shortened(UUID job) {
        return job.toString().substring(0, 8);
    }
}
