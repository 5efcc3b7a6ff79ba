package dev.sluice.journal;

import dev.sluice.engine.Engine;
import dev.sluice.error.CorruptionException;
import dev.sluice.error.RecoveryException;
import dev.sluice.error.StorageException;
import dev.sluice.event.RecoveryReport;
import dev.sluice.event.RecoveryReport.StateReport;
import dev.sluice.log.LogDirectory;
import dev.sluice.log.LogEntry;
import dev.sluice.log.LogPosition;
import dev.sluice.log.LogSettings;
import dev.sluice.log.LogWriter;
import dev.sluice.operator.Graph;
import dev.sluice.operator.OutputOperator;
import dev.sluice.sink.RunId;
import dev.sluice.snapshot.Cell;
import dev.sluice.snapshot.Manifest;
import dev.sluice.snapshot.SnapshotReader;
import dev.sluice.snapshot.SnapshotWriter;
import dev.sluice.storage.Durability;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over a directory.
 *
 * <pre>
 *   read → does the program fit, and its output? → claim the epoch → sinks: what is staged is void → read again → log: this run begins
 * </pre>
 *
 * Until the claim nothing is changed. It is read again because the run before may have gone on until then; what that one
 * appends later is behind the ends that the first segment of this run states, and is never read.
 */
final class Opening {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
    private static final String DIRECTORY = "";
    private static final int READINGS_MAX = 100;
    private static final long SEGMENT_BYTES_MAX = 64L << 20;

    private final JournalSettings settings;
    private final Graph graph;
    private final Engine engine;
    private final ProgramFacts program;
    private final Storage storage;

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
        LogDirectory directory = new LogDirectory(storage, DIRECTORY, job);
        SnapshotReader snapshots =
                new SnapshotReader(storage, DIRECTORY, job, program.types().codec());
        Reading reading = new Reading(directory, snapshots);
        Found seen = read(reading);
        List<StateReport> fits = check(seen);
        LOG.debug("'{}' fits the program: {}", settings.shown(), fits);
        String name = (seen == null ? program.name() : seen.ledger().facts().name()) + "-" + shortened(job);
        if (newest(name) > last(seen)) {
            requireNewest(name, newest(name), read(reading));
        }

        if (known != null && settings.durability() == Durability.POWER) {
            // What a killed run put may have its name only until the power goes; from here on it is built upon.
            storage.syncDirectory(DIRECTORY);
        }
        int epoch = Epochs.highest(entries) + 1;
        Epochs epochs = new Epochs(storage, settings.shown(), job);
        epochs.claim(epoch, program.name());
        Fence fence = () -> epochs.require(epoch);
        RunId run = new RunId(name, epoch, settings.durability());
        graph.outputs().forEach(output -> output.action().takeOver(run));
        Found found = read(reading);
        List<StateReport> reports = check(found);

        Ledger ledger = found == null ? new Ledger(firstFacts()) : found.ledger();
        LogIndex index = found == null ? new LogIndex() : found.index();
        ledger.keepInputs(inputs());
        ledger.facts(numbered(ledger.facts()));
        RunRecord record = record(epoch, found, ledger);
        LogBook book = begin(directory, epoch, fence, found, ledger, index, record);
        Manifest base = found == null ? null : kept(found.manifest());
        SnapshotWriter writer = new SnapshotWriter(
                storage, DIRECTORY, job, epoch, program.types().codec(), fence, base);
        StoredStates states = base == null ? null : new StoredStates(snapshots, base, writer::displaced);
        RecoveryReport report = report(epoch, found, ledger, reports, Names.strays(entries));
        Past past = new Past(found == null, ledger, states, graph, engine, program.types(), report);
        tell(found, report);
        LogPosition neededFrom = found == null ? LogPosition.START : found.neededFrom();
        return new Opened(run, fence, ledger, book, neededFrom, past, writer);
    }

    /** Makes a job, unless an output belongs to another one. */
    private UUID create() {
        UUID job = settings.newJob().get();
        String name = program.name() + "-" + shortened(job);
        requireNewest(name, newest(name), null);
        return Identity.create(storage, job, program.name());
    }

    /** The time of the newest batch that an output holds; the least of all times if none does. */
    private long newest(String job) {
        return graph.outputs().stream()
                .map(output -> output.action().newest(job))
                .flatMapToLong(OptionalLong::stream)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    /** The time of the last batch that was planned; the least of all times if none was. */
    private static long last(@Nullable Found found) {
        return found == null ? Long.MIN_VALUE : last(found.ledger());
    }

    private static long last(Ledger ledger) {
        long last = ledger.facts().timeMillis();
        for (PlanRecord plan : ledger.plans()) {
            last = plan.batch().timeMillis();
        }
        return last;
    }

    /** A plan is there before its output: what was read after the outputs were looked at knows of all of them. */
    private void requireNewest(String job, long newest, @Nullable Found found) {
        if (newest > last(found)) {
            throw new RecoveryException("'" + settings.shown() + "' "
                    + (found == null ? "knows of no batch" : "ends with the batch of " + last(found) + " ms")
                    + ", but an output of its job " + job + " holds the batch of " + newest
                    + " ms: the directory is an older copy of one that went on, or was restored from one. Nothing was"
                    + " changed; go on with the newest directory, or move the output away that is later than this one");
        }
    }

    /** Reads what is there; again, if that fails while the run before still changes it. */
    private @Nullable Found read(Reading reading) {
        for (int attempt = 1; ; attempt++) {
            List<String> names = names();
            try {
                return reading.read();
            } catch (StorageException | CorruptionException | RecoveryException e) {
                if (attempt == READINGS_MAX || names.equals(names())) {
                    throw e;
                }
                LOG.info("'{}' changed while it was read, and is read again", settings.shown());
            }
        }
    }

    private List<String> names() {
        return storage.list(DIRECTORY).stream().map(Entry::name).toList();
    }

    private List<StateReport> check(@Nullable Found found) {
        return found == null
                ? List.of()
                : Compatibility.check(graph, found.ledger(), settings.dropped(), settings.shown());
    }

    private Set<String> inputs() {
        return graph.inputs().stream().map(graph::inputId).collect(Collectors.toSet());
    }

    /** The snapshot without what the program does without. */
    private @Nullable Manifest kept(@Nullable Manifest manifest) {
        Set<String> owners = new HashSet<>();
        Owners.stateful(graph).forEach(operator -> owners.add(Owners.state(graph, operator)));
        Owners.windowed(graph).forEach(operator -> owners.add(Owners.kept(graph, operator)));
        inputs().forEach(input -> owners.add(Owners.memory(input)));
        Manifest kept = manifest;
        if (manifest != null) {
            for (Cell cell : manifest.cells()) {
                kept = owners.contains(cell.owner())
                        ? kept
                        : Objects.requireNonNull(kept).without(cell.owner());
            }
        }
        return kept;
    }

    private RunRecord record(int epoch, @Nullable Found found, Ledger ledger) {
        if (found == null) {
            return new RunRecord(epoch, "", ledger.facts().outputs(), ledger.encodedAt(ledger.facts()));
        }
        Manifest base = found.manifest();
        return new RunRecord(
                epoch, base == null ? "" : base.name(), ledger.facts().outputs(), new byte[0]);
    }

    /** The log of this run, with what says that it rules; both are durable, and so is all before. */
    private LogBook begin(
            LogDirectory directory,
            int epoch,
            Fence fence,
            @Nullable Found found,
            Ledger ledger,
            LogIndex index,
            RunRecord record) {
        List<LogPosition> ends = found == null ? List.of() : found.log().ends(found.keptFrom());
        if (settings.durability() == Durability.POWER) {
            ends.forEach(end -> storage.sync(directory.name(end)));
        }
        LogSettings log = new LogSettings(settings.durability(), SEGMENT_BYTES_MAX, fence);
        LogWriter writer = LogWriter.open(directory, epoch, log, ends);
        LogEntry run = writer.append(FrameType.RUN, record.encode());
        writer.await(run);
        return new LogBook(directory, writer, ledger, index, run);
    }

    private RunFacts firstFacts() {
        return numbered(new RunFacts(
                program.name(),
                System.getProperty("sun.java.command", "").split(" ", 2)[0],
                program.zeroMillis(),
                program.interval().toMillis(),
                engine.defaultParallelism(),
                0,
                program.zeroMillis(),
                Long.MAX_VALUE,
                Map.of(),
                Map.of()));
    }

    /** The facts with a number for each output of the program: the one it always had, or else a new one. */
    private RunFacts numbered(RunFacts facts) {
        Map<String, Integer> numbers = new TreeMap<>(facts.outputs());
        int next =
                numbers.values().stream().mapToInt(number -> number + 1).max().orElse(0);
        for (OutputOperator<?> output : graph.outputs()) {
            if (numbers.putIfAbsent(graph.outputId(output), next) == null) {
                next++;
            }
        }
        return new RunFacts(
                facts.name(),
                facts.main(),
                facts.zeroMillis(),
                program.interval().toMillis(),
                engine.defaultParallelism(),
                facts.version(),
                facts.timeMillis(),
                facts.recordsMax(),
                numbers,
                facts.states());
    }

    private RecoveryReport report(
            int epoch, @Nullable Found found, Ledger ledger, List<StateReport> reports, List<String> strays) {
        List<String> damaged = found == null ? List.of() : found.damaged();
        int again = ledger.plans().size();
        Duration missed = Duration.ofMillis(Math.max(0, program.zeroMillis() - last(ledger)));
        return new RecoveryReport(epoch, ledger.facts().version(), again, missed, reports, damaged, strays);
    }

    private void tell(@Nullable Found found, RecoveryReport report) {
        if (!report.strayFiles().isEmpty()) {
            LOG.warn(
                    "'{}' holds files that are not Sluice's and are left alone: {}",
                    settings.shown(),
                    report.strayFiles());
        }
        if (found == null) {
            LOG.info("'{}' is new: the job begins", settings.shown());
            return;
        }
        found.damaged().forEach(damage -> LOG.error("a damaged snapshot was passed over: {}", damage));
        LOG.info(
                "'{}': run {} goes on after batch {}; {} planned batches are run again; {}",
                settings.shown(),
                report.epoch(),
                report.settledBatch(),
                report.batchesAgain(),
                report.states());
    }

    private static String shortened(UUID job) {
        return job.toString().substring(0, 8);
    }
}
