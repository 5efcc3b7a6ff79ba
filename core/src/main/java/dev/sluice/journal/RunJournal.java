package dev.sluice.journal;

import dev.sluice.data.Batch;
import dev.sluice.engine.Engine;
import dev.sluice.error.CorruptionException;
import dev.sluice.log.LogEntry;
import dev.sluice.operator.Graph;
import dev.sluice.operator.GraphRun;
import dev.sluice.operator.OutputOperator;
import dev.sluice.sink.RunId;
import dev.sluice.source.Input;
import dev.sluice.source.InputPlan;
import dev.sluice.source.RecordLog;
import dev.sluice.source.RecordLog.Range;
import dev.sluice.storage.Durability;
import dev.sluice.storage.RecordCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a run with a directory: its log, its snapshots, and what it promised.
 *
 * <p>Every write goes through the ledger too, which is therefore what a later run would read. Thread-safe.
 */
public final class RunJournal implements Journal {
    private final Graph graph;
    private final RecordCodec codec;
    private final Durability durability;
    private final RunId run;
    private final Fence fence;
    private final Trust trust;
    private final Ledger ledger;
    private final LogBook book;
    private final Past past;
    private final Snapshots snapshots;
    private final Deque<Done> done = new ArrayDeque<>();
    private long durable;

    /**
     * A batch that is done.
     *
     * @param entry says so; null if an earlier run did
     */
    private record Done(long batch, @Nullable LogEntry entry) {}

    private RunJournal(Graph graph, Engine engine, JournalSettings settings, ProgramFacts program, Opened opened) {
        this.graph = graph;
        this.codec = program.types().codec();
        this.durability = settings.durability();
        this.run = opened.run();
        this.fence = opened.fence();
        this.trust = opened.trust();
        this.ledger = opened.ledger();
        this.book = opened.book();
        this.past = opened.past();
        this.snapshots = new Snapshots(settings, graph, engine, opened);
        this.durable = ledger.facts().version();
    }

    /**
     * Takes over a directory: reads what is there, holds the program against it, claims it, and goes on with its log.
     *
     * @throws dev.sluice.error.RecoveryException if the program does not fit; nothing is changed then
     * @throws dev.sluice.error.CorruptionException if what is there is damaged; nothing is changed then
     * @throws dev.sluice.error.FencedException if another run starts at the same moment
     */
    public static RunJournal open(JournalSettings settings, Graph graph, Engine engine, ProgramFacts program) {
        try {
            Opened opened = new Opening(settings, graph, engine, program).open();
            return new RunJournal(graph, engine, settings, program, opened);
        } catch (CorruptionException damage) {
            throw damage.during("in '" + settings.shown() + "'");
        }
    }

    /** What earlier runs left; null if there were none. */
    public @Nullable Past past() {
        return past.isNone() ? null : past;
    }

    @Override
    public RunId run() {
        return run;
    }

    @Override
    public int number(OutputOperator<?> output) {
        Integer number = ledger.facts().outputs().get(graph.outputId(output));
        return number == null ? output.id() : number;
    }

    /** From now on snapshots are taken of these. */
    public void begin(GraphRun graphRun, List<Input<?>> inputs) {
        snapshots.begin(graphRun, inputs);
    }

    @Override
    public void begun(String input, Object reading) {
        if (!ledger.inputs().contains(input)) {
            book.await(book.begun(new InputReading(input, 0, codec.encode(reading), List.of())));
        }
    }

    @Override
    public void plan(Batch batch, List<InputPlan<?>> inputs, long recordsMax) {
        if (ledger.isPlanned(batch.id())) {
            return;
        }
        List<InputReading> readings = new ArrayList<>(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            readings.add(reading(graph.inputId(graph.inputs().get(i)), inputs.get(i)));
        }
        book.plan(new PlanRecord(batch, recordsMax, readings));
    }

    private InputReading reading(String input, InputPlan<?> plan) {
        Object reading = Readings.of(plan);
        List<Range> ranges = reading instanceof RecordLog.Reading logged ? logged.ranges() : List.of();
        return new InputReading(input, plan.records(), codec.encode(reading), ranges);
    }

    @Override
    public void leftOut(Batch batch, LeftOut records) {
        book.leftOut(new LeftOutRecord(batch.id(), records.numbers(), codec.encodeAll(records.found())));
    }

    @Override
    public void await(Batch batch) {
        LogEntry entry = waits() ? book.planned(batch.id()) : null;
        if (entry != null) {
            book.await(entry);
        }
        fence.run();
    }

    @Override
    public void requireRule() {
        fence.run();
    }

    @Override
    public boolean waits() {
        return durability == Durability.POWER;
    }

    @Override
    public void commit(Batch batch, int output) {
        if (!ledger.isCommitted(batch.id(), output)) {
            book.commit(batch.id(), output);
        }
    }

    @Override
    public void done(Batch batch) {
        LogEntry entry = ledger.isDone(batch.id()) ? null : book.done(batch.id());
        synchronized (done) {
            done.add(new Done(batch.id(), entry));
        }
    }

    @Override
    public boolean wasDone(Batch batch) {
        return ledger.isDone(batch.id());
    }

    @Override
    public void committed(Batch batch, long recordsMax) {
        snapshots.takeIfDue(batch, recordsMax);
    }

    @Override
    public long durable() {
        synchronized (done) {
            while (!done.isEmpty() && isDurable(done.getFirst().entry)) {
                durable = done.removeFirst().batch;
            }
            return durable;
        }
    }

    private static boolean isDurable(@Nullable LogEntry entry) {
        return entry == null || entry.isDurable();
    }

    @Override
    public long settled() {
        return snapshots.settled();
    }

    @Override
    public RecordLog log(String input) {
        return new InputLog(book, fence, input, codec);
    }

    @Override
    public void giveUp(VirtualMachineError error) {
        trust.lose(error);
    }

    @Override
    public void close(boolean complete) {
        try {
            endSnapshots(complete);
            book.await(book.last());
        } finally {
            book.close();
        }
    }

    private void endSnapshots(boolean complete) {
        try {
            if (complete) {
                snapshots.takeLast();
            }
        } finally {
            snapshots.end();
        }
    }
}
