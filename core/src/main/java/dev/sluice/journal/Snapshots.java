package dev.sluice.journal;

import dev.sluice.data.Batch;
import dev.sluice.engine.Engine;
import dev.sluice.error.SluiceException;
import dev.sluice.error.StorageException;
import dev.sluice.journal.RunFacts.StateFacts;
import dev.sluice.log.LogEntry;
import dev.sluice.log.LogPosition;
import dev.sluice.operator.Graph;
import dev.sluice.operator.GraphRun;
import dev.sluice.operator.Operator;
import dev.sluice.operator.StatefulOperator;
import dev.sluice.plan.UserCode;
import dev.sluice.snapshot.Cell;
import dev.sluice.snapshot.CellCapture;
import dev.sluice.snapshot.Manifest;
import dev.sluice.snapshot.Pruned;
import dev.sluice.snapshot.SnapshotWriter;
import dev.sluice.source.Input;
import dev.sluice.table.StateCapture;
import dev.sluice.table.VersionedState;
import dev.sluice.time.Micros;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes snapshots: takes hold of the state between two batches, and has it written behind. The methods about batches are
 * called by one thread at a time.
 *
 * <p>Of the newest two snapshots a later run can start, so what is before the older one is settled: its part of the log
 * is deleted, and sources may forget it.
 */
final class Snapshots {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private final Graph graph;
    private final Engine engine;
    private final Duration interval;
    private final Executor behind;
    private final SnapshotWriter writer;
    private final Ledger ledger;
    private final LogBook book;
    private final Trust trust;
    private @Nullable GraphRun run;
    private @Nullable KeptData keptData;
    private List<Input<?>> inputs = List.of();
    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
    private boolean ended;
    private volatile @Nullable Thread writing;
    private boolean lastFailed;
    private long lastMicros;
    private @Nullable Batch last;
    private long lastRecordsMax;
    private volatile @Nullable Throwable failure;
    private volatile long settled;
    private Taken newest;

    /** A snapshot that is durable, or the start of the job. */
    private record Taken(RunFacts facts, LogPosition neededFrom) {}

    Snapshots(JournalSettings settings, Graph graph, Engine engine, Opened opened) {
        this.graph = graph;
        this.engine = engine;
        this.interval = settings.snapshotInterval();
        this.behind = settings.behind();
        this.writer = opened.snapshots();
        this.ledger = opened.ledger();
        this.book = opened.book();
        this.trust = opened.trust();
        RunFacts facts = ledger.facts();
        this.lastMicros = facts.timeMicros();
        this.settled = facts.version();
        this.newest = new Taken(facts, opened.neededFrom());
    }

    void begin(GraphRun graphRun, List<Input<?>> allInputs) {
        run = graphRun;
        inputs = List.copyOf(allInputs);
        KeptData data = new KeptData(graphRun, engine);
        Owners.windowed(graph)
                .forEach(operator -> data.isStored(
                        operator,
                        ledger.facts().version() == 0
                                ? Long.MIN_VALUE
                                : ledger.facts().timeMicros()));
        keptData = data;
    }

    /** The last batch that is settled. */
    long settled() {
        return settled;
    }

    /** The state is that after this batch. Throws what went wrong behind since the last call. */
    void takeIfDue(Batch batch, long recordsMax) {
        rethrow();
        last = batch;
        lastRecordsMax = recordsMax;
        boolean due = Micros.of(batch.time()) - lastMicros >= Micros.of(interval) || book.isLong();
        if (due && underWay().isDone()) {
            take(batch, recordsMax);
        }
    }

    /** Takes a snapshot of the last batch and waits for it; then everything is settled. */
    void takeLast() {
        underWay().join();
        Batch ending = last;
        if (ending != null && newest.facts.version() < ending.id()) {
            take(ending, lastRecordsMax);
            underWay().join();
        }
        rethrow();
        if (!lastFailed) {
            settled = newest.facts.version();
        }
    }

    /**
     * Nothing is written behind any more when this returns: it waits for the snapshot under way, as long as that takes,
     * and none begins after it. What becomes of that one matters to nobody.
     */
    void end() {
        CompletableFuture<Void> running;
        synchronized (this) {
            ended = true;
            running = underWay;
        }
        if (Thread.currentThread() == writing) {
            return;
        }
        running.join();
        if (failure != null) {
            LOG.info("the last snapshot failed, and the run has ended without it", failure);
        }
    }

    private synchronized CompletableFuture<Void> underWay() {
        return underWay;
    }

    private void take(Batch batch, long recordsMax) {
        lastMicros = Micros.of(batch.time());
        Map<String, StateFacts> states = new TreeMap<>();
        List<CellCapture> captures = capture(batch, states);
        RunFacts facts = ledger.facts().at(batch.id(), Micros.of(batch.time()), recordsMax, states);
        Place neededFrom = book.neededFrom(facts.version());
        byte[] encoded = ledger.encodedAt(facts);
        LogEntry end = book.last();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        synchronized (this) {
            if (ended) {
                return;
            }
            underWay = begun;
        }
        behind(begun, () -> write(facts, neededFrom, captures, encoded, end));
    }

    /** Has it done behind, or on this thread where that is the same; it is over then, whatever becomes of it. */
    private void behind(CompletableFuture<Void> task, Runnable writes) {
        boolean given = false;
        try {
            behind.execute(() -> {
                writing = Thread.currentThread();
                try {
                    writes.run();
                } finally {
                    writing = null;
                    task.complete(null);
                }
            });
            given = true;
        } finally {
            if (!given) {
                task.complete(null);
            }
        }
    }

    private void write(RunFacts facts, Place neededFrom, List<CellCapture> captures, byte[] encoded, LogEntry end) {
        try {
            LogPosition durable = logUntil(end, captures);
            Taken taken = new Taken(facts, neededFrom.file());
            SnapshotInfo info = new SnapshotInfo(taken.neededFrom, durable, encoded);
            Manifest written =
                    writer.write(facts.version(), captures, info.encode(), Micros.toMillis(facts.timeMicros()));
            lastFailed = false;
            LOG.debug("snapshot {} is written", written);
            Taken before = newest;
            newest = taken;
            Pruned pruned = writer.prune();
            LOG.debug("snapshots deleted: {}", pruned.deleted());
            book.settle(before.facts, before.neededFrom);
            settled = before.facts.version();
        } catch (StorageException e) {
            lastFailed = true;
            if (e.kind() == StorageException.Kind.NO_SPACE) {
                LOG.warn("the snapshot at batch {} could not be written and is tried again later", facts.version(), e);
            } else {
                failure = e;
            }
        } catch (Throwable thrown) {
            VirtualMachineError fatal = UserCode.fatal(thrown);
            if (fatal != null) {
                trust.lose(fatal);
            }
            lastFailed = true;
            failure = thrown;
        }
    }

    /** Has the log durable up to an entry, and the next ones in another segment; returns up to where it is durable. */
    private LogPosition logUntil(LogEntry end, List<CellCapture> captures) {
        boolean done = false;
        try {
            book.await(end);
            LogPosition durable = book.rotate();
            done = true;
            return durable;
        } finally {
            if (!done) {
                writer.lost(captures);
            }
        }
    }

    private void rethrow() {
        Throwable thrown = failure;
        if (thrown instanceof SluiceException known) {
            throw known.during("the last snapshot failed");
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw new SluiceException("the last snapshot failed: " + thrown, thrown);
        }
    }

    private List<CellCapture> capture(Batch batch, Map<String, StateFacts> states) {
        List<CellCapture> captures = new ArrayList<>();
        for (StatefulOperator<?, ?, ?> operator : Owners.stateful(graph)) {
            captureState(operator, captures, states);
        }
        for (Operator<?> operator : Owners.windowed(graph)) {
            captureKept(operator, batch, captures, states);
        }
        for (int i = 0; i < inputs.size(); i++) {
            VersionedState memory = inputs.get(i).memory();
            if (memory != null) {
                String owner = Owners.memory(graph.inputId(graph.inputs().get(i)));
                captures.add(capture(new Cell(owner, 0, 1), memory));
            }
        }
        return captures;
    }

    private void captureState(
            StatefulOperator<?, ?, ?> operator, List<CellCapture> captures, Map<String, StateFacts> states) {
        String owner = Owners.state(graph, operator);
        int partitions = operator.placement().partitions();
        IntPredicate full = writer.full(owner, partitions);
        boolean[] isFull = new boolean[partitions];
        List<StateCapture> taken = engine.states().capture(graph.stateId(operator), partition -> {
            isFull[partition] = full.test(partition);
            return isFull[partition];
        });
        for (int partition = 0; partition < taken.size(); partition++) {
            Cell cell = new Cell(owner, partition, partitions);
            captures.add(
                    isFull[partition]
                            ? CellCapture.full(cell, taken.get(partition))
                            : CellCapture.changes(cell, taken.get(partition)));
        }
        long version = Objects.requireNonNull(run).version(operator);
        if (version > 0) {
            String line = operator.origin().toString();
            states.put(owner, new StateFacts(version, partitions, operator.shape(), line));
        }
    }

    private void captureKept(
            Operator<?> operator, Batch batch, List<CellCapture> captures, Map<String, StateFacts> states) {
        String owner = Owners.kept(graph, operator);
        boolean everything = writer.full(owner, 1).test(0);
        KeptCapture kept = Objects.requireNonNull(keptData).capture(operator, everything);
        long until = 1 + Micros.toMillis(Micros.of(batch.time()) + Micros.of(graph.windowedFor(operator)) - 1);
        if (everything || !kept.batches().isEmpty()) {
            captures.add(new CellCapture(new Cell(owner, 0, 1), everything, until, kept));
        }
        String line = operator.origin().toString();
        states.put(owner, new StateFacts(batch.id(), 1, Owners.keptShape(graph, operator), line));
    }

    private CellCapture capture(Cell cell, VersionedState state) {
        return writer.full(cell.owner(), cell.partitions()).test(cell.partition())
                ? CellCapture.full(cell, state.capture(true))
                : CellCapture.changes(cell, state.capture(false));
    }
}
