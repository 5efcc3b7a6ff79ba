package dev.sluice.journal;

import dev.sluice.engine.Engine;
import dev.sluice.event.RecoveryReport;
import dev.sluice.event.RecoveryReport.StateReport;
import dev.sluice.log.LogDirectory;
import dev.sluice.log.LogEntry;
import dev.sluice.log.LogPosition;
import dev.sluice.log.LogReader;
import dev.sluice.log.LogSettings;
import dev.sluice.log.LogWriter;
import dev.sluice.operator.Graph;
import dev.sluice.operator.OutputOperator;
import dev.sluice.sink.RunId;
import dev.sluice.snapshot.Cell;
import dev.sluice.snapshot.Manifest;
import dev.sluice.snapshot.SnapshotWriter;
import dev.sluice.time.Micros;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The second half of {@link Opening}: the directory belongs to this run, which goes on with its log. */
record Takeover(
        JournalSettings settings,
        Graph graph,
        Engine engine,
        ProgramFacts program,
        LogDirectory directory,
        RunId run,
        int epoch,
        Fence fence,
        Trust trust) {
    private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);
    private static final long SEGMENT_BYTES_MAX = 64L << 20;

    /**
     * Begins the run.
     *
     * @param seen what was there before the directory was claimed
     * @param strays files that are not Sluice's
     */
    Opened begin(Reading reading, @Nullable Found seen, List<String> strays) {
        Changing changing = new Changing(settings.storage(), settings.shown());
        LogReader before = changing.read(() -> LogReader.open(directory, List.of()));
        LogPosition firstNeeded = seen == null ? LogPosition.START : seen.keptFrom();
        LogSettings logs = new LogSettings(settings.durability(), SEGMENT_BYTES_MAX, fence);
        LogWriter log = LogWriter.after(before, firstNeeded, epoch, logs);
        boolean begun = false;
        try {
            Opened opened = begin(log, reading, changing.read(reading::read), strays);
            begun = true;
            return opened;
        } finally {
            if (!begun) {
                log.close();
            }
        }
    }

    private Opened begin(LogWriter log, Reading reading, @Nullable Found found, List<String> strays) {
        List<StateReport> reports = Compatibility.check(graph, found, settings);
        Ledger ledger = found == null ? new Ledger(firstFacts()) : found.ledger();
        ledger.keepInputs(inputs());
        ledger.facts(numbered(ledger.facts()));
        LogEntry first = log.append(FrameType.RUN, record(found, ledger).encode());
        log.await(first);
        if (found == null) {
            Identity.begun(settings.storage(), directory.job(), program.name());
        }
        LogBook book =
                new LogBook(directory, log, ledger, found == null ? new LogIndex() : found.index(), trust, first);

        Manifest base = found == null ? null : kept(found.manifest());
        SnapshotWriter writer = new SnapshotWriter(
                settings.storage(),
                directory.directory(),
                directory.job(),
                epoch,
                program.types().codec(),
                fence,
                base);
        StoredStates states = base == null ? null : new StoredStates(reading.snapshots(), base, writer::displaced);
        RecoveryReport report = report(found, ledger, reports, strays);
        Past past = new Past(found == null, ledger, states, graph, engine, program.types(), report);
        tell(found, report);
        LogPosition neededFrom = found == null ? LogPosition.START : found.neededFrom();
        return new Opened(run, fence, trust, ledger, book, neededFrom, past, writer);
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

    private RunRecord record(@Nullable Found found, Ledger ledger) {
        if (found == null) {
            return new RunRecord(epoch, "", ledger.facts().outputs(), ledger.encodedAt(ledger.facts()));
        }
        Manifest base = found.manifest();
        return new RunRecord(
                epoch, base == null ? "" : base.name(), ledger.facts().outputs(), new byte[0]);
    }

    private RunFacts firstFacts() {
        return numbered(new RunFacts(
                program.name(),
                System.getProperty("sun.java.command", "").split(" ", 2)[0],
                program.zeroMillis(),
                Micros.of(program.interval()),
                engine.defaultParallelism(),
                0,
                Micros.ofMillis(program.zeroMillis()),
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
                Micros.of(program.interval()),
                engine.defaultParallelism(),
                facts.version(),
                facts.timeMicros(),
                facts.recordsMax(),
                numbers,
                facts.states());
    }

    private RecoveryReport report(
            @Nullable Found found, Ledger ledger, List<StateReport> reports, List<String> strays) {
        List<String> damaged = found == null ? List.of() : found.damaged();
        int again = ledger.plans().size();
        Duration missed = Micros.duration(Math.max(0, Micros.ofMillis(program.zeroMillis()) - ledger.lastMicros()));
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
}
