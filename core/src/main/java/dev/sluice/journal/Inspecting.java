package dev.sluice.journal;

import dev.sluice.error.CorruptionException;
import dev.sluice.error.SluiceException;
import dev.sluice.journal.Inspection.Identified;
import dev.sluice.journal.Inspection.InputSeen;
import dev.sluice.journal.Inspection.Job;
import dev.sluice.journal.Inspection.LogSeen;
import dev.sluice.journal.Inspection.Output;
import dev.sluice.journal.Inspection.PlannedBatch;
import dev.sluice.journal.Inspection.ReadSeen;
import dev.sluice.journal.Inspection.RunSeen;
import dev.sluice.journal.Inspection.Snapshot;
import dev.sluice.journal.Inspection.Span;
import dev.sluice.journal.Inspection.State;
import dev.sluice.journal.RunFacts.StateFacts;
import dev.sluice.log.LogDirectory;
import dev.sluice.log.LogPosition;
import dev.sluice.log.LogReader;
import dev.sluice.snapshot.Cell;
import dev.sluice.snapshot.Manifest;
import dev.sluice.snapshot.SnapshotReader;
import dev.sluice.snapshot.StoredManifest;
import dev.sluice.source.RecordLog.Range;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Storage;
import dev.sluice.storage.TypeRegistry;
import dev.sluice.time.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One reading of a directory. What cannot be read is a problem and does not keep the rest from being read. */
final class Inspecting {
    private final Storage storage;
    private final List<Entry> entries;
    private final ReadingText readings = new ReadingText(TypeRegistry.defaults());
    private final List<String> problems = new ArrayList<>();

    private Inspecting(Storage storage) {
        this.storage = storage;
        this.entries = storage.list("");
    }

    static Inspection of(Storage storage) {
        return new Inspecting(storage).read();
    }

    private Inspection read() {
        UUID job = job();
        Optional<Identified> identity = Optional.ofNullable(job).map(known -> new Identified(known, program(known)));
        return job == null ? nothing() : read(job, identity, new LogDirectory(storage, "", job), snapshots(job));
    }

    private Inspection read(UUID job, Optional<Identified> identity, LogDirectory directory, SnapshotReader snapshots) {
        List<StoredManifest> manifests = tried(List.of(), snapshots::manifests);
        manifests.forEach(this::tell);
        Found found = tried(() -> new Reading(directory, snapshots).read());
        if (found != null) {
            tell(found);
        }
        Manifest manifest = found == null ? firstSound(manifests) : found.manifest();
        Ledger ledger = found == null ? ledger(manifest) : found.ledger();
        return new Inspection(
                identity,
                runs(job),
                Optional.ofNullable(ledger).map(Inspecting::job),
                manifests.stream().map(Inspecting::snapshot).toList(),
                Optional.ofNullable(log(directory)),
                ledger == null ? List.of() : batches(ledger),
                replayable(directory, snapshots),
                ledger == null ? List.of() : outputs(ledger),
                manifest == null ? List.of() : states(manifest, ledger),
                ledger == null ? List.of() : inputs(ledger),
                Names.files(entries),
                Names.strays(entries),
                List.copyOf(problems));
    }

    private Inspection nothing() {
        return new Inspection(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Names.files(entries),
                Names.strays(entries),
                List.copyOf(problems));
    }

    private SnapshotReader snapshots(UUID job) {
        return new SnapshotReader(storage, "", job, TypeRegistry.defaults().codec());
    }

    /** The job by its own file, or else by any other that is sound. */
    private @Nullable UUID job() {
        UUID job = tried(() -> Identity.read(storage, entries, "the directory"));
        return job == null ? tried(() -> Names.jobOfAny(storage, entries)) : job;
    }

    private String program(UUID job) {
        boolean isThere = entries.stream().anyMatch(entry -> entry.name().equals(Identity.NAME));
        return isThere ? tried("", () -> Names.text(storage, Identity.NAME, job)) : "";
    }

    private List<RunSeen> runs(UUID job) {
        List<RunSeen> runs = new ArrayList<>();
        for (Entry entry : entries) {
            if (Epochs.isEpoch(entry.name())) {
                int epoch = Epochs.highest(List.of(entry));
                runs.add(new RunSeen(epoch, tried("", () -> Names.text(storage, entry.name(), job))));
            }
        }
        return runs;
    }

    private static Job job(Ledger ledger) {
        RunFacts facts = ledger.facts();
        return new Job(
                facts.name(),
                facts.main(),
                Micros.duration(facts.intervalMicros()),
                facts.parallelism(),
                facts.version(),
                Micros.moment(facts.timeMicros()));
    }

    private static Snapshot snapshot(StoredManifest stored) {
        Manifest manifest = stored.manifest();
        if (manifest == null) {
            return new Snapshot(stored.name(), stored.version(), null, 0, false);
        }
        Ledger ledger = ledger(manifest);
        long bytes = manifest.cells().stream().mapToLong(manifest::bytes).sum();
        Instant time = ledger == null ? null : Micros.moment(ledger.facts().timeMicros());
        return new Snapshot(stored.name(), stored.version(), time, bytes, true);
    }

    private static @Nullable Manifest firstSound(List<StoredManifest> manifests) {
        for (StoredManifest stored : manifests) {
            if (stored.manifest() != null) {
                return stored.manifest();
            }
        }
        return null;
    }

    /** What a snapshot alone says. */
    private static @Nullable Ledger ledger(@Nullable Manifest manifest) {
        if (manifest == null) {
            return null;
        }
        try {
            return Ledger.decode(
                    SnapshotInfo.decode(manifest.info(), manifest.name()).ledger(), manifest.name());
        } catch (CorruptionException unreadable) {
            return null;
        }
    }

    private @Nullable LogSeen log(LogDirectory directory) {
        List<LogPosition> ends =
                tried(List.of(), () -> LogReader.open(directory, List.of()).ends(LogPosition.START));
        List<LogPosition> there = ends.stream()
                .filter(end -> end.offset() > 0)
                .filter(end -> entries.stream().anyMatch(entry -> entry.name().equals(directory.name(end))))
                .toList();
        if (there.isEmpty()) {
            return null;
        }
        LogPosition last = there.get(there.size() - 1);
        long bytes = there.stream().mapToLong(LogPosition::offset).sum();
        return new LogSeen(there.size(), bytes, directory.name(last), last.offset());
    }

    private List<PlannedBatch> batches(Ledger ledger) {
        List<PlannedBatch> batches = new ArrayList<>();
        for (PlanRecord plan : ledger.plans()) {
            long id = plan.batch().id();
            List<ReadSeen> inputs = plan.inputs().stream()
                    .map(input -> new ReadSeen(input.input(), input.records(), readings.of(input.reading())))
                    .toList();
            List<Integer> committed = new ArrayList<>(new TreeSet<>(ledger.commits(id)));
            batches.add(new PlannedBatch(id, plan.batch().time(), ledger.isDone(id), inputs, committed));
        }
        return batches;
    }

    private Optional<Span> replayable(LogDirectory directory, SnapshotReader snapshots) {
        long[] range = tried(() -> new Recorded(directory, snapshots).range());
        return range == null ? Optional.empty() : Optional.of(new Span(range[0], range[1]));
    }

    private static List<Output> outputs(Ledger ledger) {
        Map<Integer, String> ids = new TreeMap<>();
        ledger.facts().outputs().forEach((id, number) -> ids.put(number, id));
        ledger.plans()
                .forEach(plan -> ledger.commits(plan.batch().id()).forEach(number -> ids.putIfAbsent(number, "")));
        List<Output> outputs = new ArrayList<>();
        ids.forEach((number, id) -> outputs.add(new Output(number, id, lastCommitted(ledger, number))));
        return outputs;
    }

    private static long lastCommitted(Ledger ledger, int output) {
        long last = ledger.facts().version();
        for (PlanRecord plan : ledger.plans()) {
            long id = plan.batch().id();
            last = ledger.isCommitted(id, output) ? id : last;
        }
        return last;
    }

    private static List<State> states(Manifest manifest, @Nullable Ledger ledger) {
        Map<String, StateFacts> facts =
                ledger == null ? Map.of() : ledger.facts().states();
        Map<String, List<Cell>> owners = new TreeMap<>();
        manifest.cells()
                .forEach(cell -> owners.computeIfAbsent(cell.owner(), unused -> new ArrayList<>())
                        .add(cell));
        facts.keySet().forEach(owner -> owners.putIfAbsent(owner, List.of()));
        List<State> states = new ArrayList<>();
        owners.forEach((owner, cells) -> states.add(state(owner, cells, facts.get(owner), manifest)));
        return states;
    }

    private static State state(String owner, List<Cell> cells, @Nullable StateFacts facts, Manifest manifest) {
        int slash = owner.indexOf('/');
        return new State(
                slash < 0 ? "" : owner.substring(0, slash),
                Owners.id(owner),
                facts == null ? 0 : facts.version(),
                facts == null ? cells.get(0).partitions() : facts.partitions(),
                cells.stream().mapToLong(manifest::rows).sum(),
                cells.stream().mapToLong(manifest::bytes).sum(),
                facts == null ? "" : facts.operator(),
                facts == null ? "" : facts.shape());
    }

    private List<InputSeen> inputs(Ledger ledger) {
        List<InputSeen> inputs = new ArrayList<>();
        for (String id : new TreeSet<>(ledger.inputs())) {
            byte[] reading = ledger.reading(id);
            for (PlanRecord plan : ledger.plans()) {
                for (InputReading read : plan.inputs()) {
                    reading = read.input().equals(id) ? read.reading() : reading;
                }
            }
            List<Range> waiting = ledger.waiting(id);
            long records = waiting.stream().mapToLong(Range::records).sum();
            inputs.add(new InputSeen(id, readings.of(reading), waiting.size(), records));
        }
        return inputs;
    }

    private void tell(StoredManifest stored) {
        if (stored.damage() != null) {
            problem(String.valueOf(stored.damage().getMessage()));
        }
    }

    private void tell(Found found) {
        found.damaged().forEach(this::problem);
    }

    private interface Question<T> {
        @Nullable
        T ask();
    }

    /** The answer; null where there is none, or where it cannot be read, which is a problem then. */
    private <T> @Nullable T tried(Question<T> question) {
        try {
            return question.ask();
        } catch (SluiceException e) {
            problem(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private <T> T tried(T otherwise, Question<T> question) {
        T answer = tried(question);
        return answer == null ? otherwise : answer;
    }

    private void problem(String text) {
        if (!problems.contains(text)) {
            problems.add(text);
        }
    }
}
