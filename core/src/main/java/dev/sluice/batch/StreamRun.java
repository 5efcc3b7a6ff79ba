package dev.sluice.batch;

import dev.sluice.engine.Engine;
import dev.sluice.error.FatalErrorException;
import dev.sluice.event.RecoveryReport;
import dev.sluice.event.StreamingListener;
import dev.sluice.intake.Intake;
import dev.sluice.intake.RateController;
import dev.sluice.journal.Journal;
import dev.sluice.journal.JournalSettings;
import dev.sluice.journal.Past;
import dev.sluice.journal.PastBatch;
import dev.sluice.journal.ProgramFacts;
import dev.sluice.journal.RunJournal;
import dev.sluice.operator.Graph;
import dev.sluice.operator.GraphRun;
import dev.sluice.operator.InputOperator;
import dev.sluice.operator.Operator;
import dev.sluice.operator.OutputOperator;
import dev.sluice.plan.PlanNode;
import dev.sluice.source.Input;
import dev.sluice.source.InputContext;
import dev.sluice.time.Clock;
import dev.sluice.time.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program at work: its inputs, its loop, its journal, and the end of all. Thread-safe. */
public final class StreamRun {
    private static final Logger LOG = LoggerFactory.getLogger(StreamRun.class);

    private final GraphRun graphRun;
    private final Clock clock;
    private final Listeners listeners;
    private final Journal journal;
    private final BatchLoop loop;
    private final List<Input<?>> inputs = new ArrayList<>();
    private final List<BatchRun> again = new ArrayList<>();
    private final @Nullable RecoveryReport recovered;

    /**
     * A run of a program. With a directory it takes over what is there, and nothing of it is lost if that fails.
     *
     * @param journalSettings the directory; null for none
     * @param quarantined takes the records that are left out
     * @param onFailure told once if the run fails; it must see to the stop
     */
    public StreamRun(
            Graph graph,
            Engine engine,
            LoopParts parts,
            RunSettings settings,
            @Nullable JournalSettings journalSettings,
            QuarantineFeed quarantined,
            Consumer<Throwable> onFailure) {
        this.clock = parts.clock();
        this.listeners = parts.listeners();
        Duration interval = settings.batchInterval();
        BatchTimes fromNow = BatchTimes.startingNow(clock, interval);
        ProgramFacts facts = new ProgramFacts(settings.name(), interval, fromNow.zeroMillis(), settings.types());
        RunJournal written = journalSettings == null ? null : open(journalSettings, graph, engine, facts);
        this.journal = written == null ? Journal.none(settings.name()) : written;
        Past past = written == null ? null : written.past();
        recovered = past == null ? null : past.report();
        BatchTimes times = past == null || journalSettings == null
                ? fromNow
                : BatchTimes.goingOn(
                        clock, interval, past.zeroMillis(), past.lastMicros(), journalSettings.everyInterval());
        graphRun = new GraphRun(graph, engine, times.zeroMillis());
        try {
            Arrivals arrivals = new Arrivals();
            Planner planner = goOn(engine, parts, settings, past, arrivals);
            if (written != null) {
                written.begin(graphRun, inputs);
            }
            RateController rate = past == null ? settings.rateController() : settings.rateController(past.recordsMax());
            BatchRunner runner =
                    new BatchRunner(settings, graphRun, engine, clock, listeners, journal, quarantined, inputs);
            SlideEnds slides = new SlideEnds(graph, interval);
            Rhythm rhythm = settings.interval().selfClocked()
                    ? new SelfClock(times, settings.interval(), slides, planner, arrivals, clock.monotonicNanos())
                    : new FixedRhythm(times, slides, settings.overload().joins());
            loop = new BatchLoop(
                    times,
                    rhythm,
                    planner,
                    runner,
                    inputs,
                    journal,
                    parts,
                    settings.overload(),
                    settings.failures(),
                    rate,
                    new Watchdog(settings.name(), settings.stuckAfter()),
                    onFailure);
            arrivals.onFirst(loop::recordsCame);
        } catch (Throwable thrown) {
            closeAll(thrown);
            throw thrown;
        }
    }

    private static RunJournal open(JournalSettings settings, Graph graph, Engine engine, ProgramFacts facts) {
        try {
            return RunJournal.open(settings, graph, engine, facts);
        } catch (Throwable thrown) {
            closeOutputs(graph);
            throw thrown;
        }
    }

    /** States and inputs as earlier runs left them, and their batches. */
    private Planner goOn(Engine engine, LoopParts parts, RunSettings settings, @Nullable Past past, Runnable arrival) {
        Graph graph = graphRun.graph();
        if (past != null) {
            past.restoreStates(graphRun);
        }
        for (InputOperator<?> input : graph.inputs()) {
            inputs.add(open(input, engine, parts, settings, arrival));
        }
        Planner planner =
                new Planner(graph.inputs(), inputs, clock, settings.seed(), past == null ? 0 : past.lastBatch());
        if (past != null) {
            resume(past, planner);
        }
        return planner;
    }

    /** Nothing was started; what is open is let go. */
    private void closeAll(Throwable reason) {
        try {
            journal.close(false);
        } catch (Throwable thrown) {
            reason.addSuppressed(thrown);
        }
        closeEnds();
    }

    private <T> Input<T> open(
            InputOperator<T> input, Engine engine, LoopParts parts, RunSettings settings, Runnable arrival) {
        StreamingListener listener = parts.listeners();
        InputContext context = new InputContext(
                input.streamId(),
                input.source().name(),
                engine,
                parts.clock(),
                parts.scheduler(),
                settings.limits(),
                listener,
                journal.log(graphRun.graph().inputId(input)),
                arrival);
        return Intake.open(input.source(), context);
    }

    private void resume(Past past, Planner planner) {
        List<InputOperator<?>> streams = graphRun.graph().inputs();
        for (int i = 0; i < inputs.size(); i++) {
            past.resume(graphRun.graph().inputId(streams.get(i)), inputs.get(i));
        }
        for (PastBatch batch : past.batches()) {
            again.add(again(batch, planner));
        }
    }

    /** A batch that an earlier run planned, to be run again. */
    private BatchRun again(PastBatch past, Planner planner) {
        BatchRun run = new BatchRun(planner.planned(past.batch(), past.plans(graphRun.graph(), inputs)));
        past.leftOut().forEach(run::leftOutBefore);
        for (OutputOperator<?> output : graphRun.graph().outputs()) {
            if (past.isCommitted(output)) {
                run.outputs().committedBefore(output);
            }
        }
        return run;
    }

    /** Starts the inputs and the ticking. */
    public void start() {
        for (int i = 0; i < inputs.size(); i++) {
            inputs.get(i).start();
            Object begun = inputs.get(i).begun();
            if (begun != null) {
                journal.begun(graphRun.graph().inputId(graphRun.graph().inputs().get(i)), begun);
            }
        }
        listeners.onStreamingStarted();
        if (recovered != null) {
            listeners.onRecovered(recovered);
        }
        loop.start(again);
    }

    /** Whether the calling thread is inside a batch of this run, which must not wait for the stop. */
    public boolean isInsideBatch() {
        return loop.isInsideBatch();
    }

    /** Why the run stopped by itself, or null. */
    public @Nullable Throwable failure() {
        return loop.failure();
    }

    /** The kept data of an operator in batches of the times from one to another, both included. */
    public <T> List<PlanNode<T>> slice(Operator<T> operator, Instant from, Instant to) {
        graphRun.requireKept(operator);
        return graphRun.kept(operator, Micros.of(from.minusNanos(1)), Micros.of(to));
    }

    /**
     * Ends the run: the inputs first; then, gracefully, all that was taken in is processed, else the running batch is
     * cancelled. One deadline holds for all of it.
     */
    public StopReport stop(boolean graceful, Duration timeout) {
        long began = clock.monotonicNanos();
        long deadline = began + timeout.toNanos();
        List<String> steps = new ArrayList<>();
        loop.stopTicking();
        boolean complete = stopInputs(deadline, steps);
        if (graceful) {
            boolean drained = loop.ending().drain(deadline);
            steps.add(drained ? "all records taken in were processed" : "not all records taken in were processed");
            complete &= drained;
        }
        long batchesLeft = loop.ending().batchesLeft();
        long recordsLeft = loop.ending().recordsLeft();
        if (!loop.ending().end(deadline)) {
            steps.add("the running batch did not end before the deadline");
            complete = false;
        }
        boolean whole = graceful && complete && loop.failure() == null;
        closeJournal(whole && finishOutputs(steps), steps);
        closeEnds();
        listeners.onStreamingStopped();
        return new StopReport(
                complete, batchesLeft, recordsLeft, Duration.ofNanos(clock.monotonicNanos() - began), steps);
    }

    /** What outputs held back is written; a run that cannot leaves it to the next. */
    private boolean finishOutputs(List<String> steps) {
        try {
            graphRun.graph().outputs().forEach(output -> output.action().finish(journal.run()));
            return true;
        } catch (Throwable thrown) {
            LOG.warn("an output could not write what it held back; a new run goes on with it", thrown);
            steps.add("an output could not write what it held back: " + thrown.getMessage());
            return false;
        }
    }

    private void closeJournal(boolean whole, List<String> steps) {
        if (journal.run().epoch() == 0) {
            return;
        }
        try {
            journal.close(whole);
            loop.settle();
            steps.add("the journal is closed; a new run goes on from it");
        } catch (FatalErrorException fatal) {
            steps.add("nothing more was written to the journal; a new run goes on from what is in it");
        } catch (Throwable thrown) {
            LOG.warn("the journal could not be closed in order; a new run goes on from what is in it", thrown);
            steps.add("the journal could not be closed in order: " + thrown.getMessage());
        }
    }

    private void closeEnds() {
        inputs.forEach(input -> close("an input", input::close));
        closeOutputs(graphRun.graph());
    }

    private static void closeOutputs(Graph graph) {
        graph.outputs().forEach(output -> close("an output", output.action()::close));
    }

    private static void close(String end, Runnable closing) {
        try {
            closing.run();
        } catch (RuntimeException thrown) {
            LOG.warn("{} could not be closed and is given up", end, thrown);
        }
    }

    private boolean stopInputs(long deadline, List<String> steps) {
        boolean quiet = true;
        for (Input<?> input : inputs) {
            quiet &= input.stop(Duration.ofNanos(Math.max(0, deadline - clock.monotonicNanos())));
        }
        steps.add(quiet ? "all inputs stopped" : "some inputs did not stop before the deadline");
        return quiet;
    }
}
