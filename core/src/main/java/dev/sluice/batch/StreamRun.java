package dev.sluice.batch;

import dev.sluice.engine.Engine;
import dev.sluice.event.StreamingListener;
import dev.sluice.intake.Intake;
import dev.sluice.operator.Graph;
import dev.sluice.operator.GraphRun;
import dev.sluice.operator.InputOperator;
import dev.sluice.operator.Operator;
import dev.sluice.plan.PlanNode;
import dev.sluice.source.Input;
import dev.sluice.source.InputContext;
import dev.sluice.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program at work: its inputs, its loop, and the end of both. Thread-safe. */
public final class StreamRun {
    private static final Logger LOG = LoggerFactory.getLogger(StreamRun.class);

    private final GraphRun graphRun;
    private final Clock clock;
    private final Listeners listeners;
    private final BatchLoop loop;
    private final List<Input<?>> inputs = new ArrayList<>();

    /**
     * A run of a program; nothing happens before {@link #start}.
     *
     * @param quarantined takes the records that are left out
     * @param onFailure told once if the run fails; it must see to the stop
     */
    public StreamRun(
            Graph graph,
            Engine engine,
            LoopParts parts,
            RunSettings settings,
            QuarantineFeed quarantined,
            Consumer<Throwable> onFailure) {
        this.clock = parts.clock();
        this.listeners = parts.listeners();
        BatchTimes times = BatchTimes.startingNow(clock, settings.batchInterval());
        graphRun = new GraphRun(graph, engine, times.zeroMillis());
        for (InputOperator<?> input : graph.inputs()) {
            inputs.add(open(input, engine, parts, settings));
        }
        BatchRunner runner = new BatchRunner(settings, graphRun, engine, clock, listeners, quarantined::add);
        loop = new BatchLoop(
                times,
                new SlideEnds(graph, settings.batchInterval()),
                new Planner(graph.inputs(), inputs, clock, settings.seed()),
                runner,
                inputs,
                parts,
                settings.overload(),
                settings.failures(),
                settings.rateController(),
                onFailure);
    }

    private static <T> Input<T> open(InputOperator<T> input, Engine engine, LoopParts parts, RunSettings settings) {
        StreamingListener listener = parts.listeners();
        InputContext context = new InputContext(
                input.streamId(),
                input.source().name(),
                engine,
                parts.clock(),
                parts.scheduler(),
                settings.limits(),
                listener);
        return Intake.open(input.source(), context);
    }

    /** Starts the inputs and the ticking. */
    public void start() {
        for (Input<?> input : inputs) {
            input.start();
        }
        listeners.onStreamingStarted();
        loop.start();
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
        return graphRun.kept(operator, from.toEpochMilli() - 1, to.toEpochMilli());
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
            boolean drained = loop.drain(deadline);
            steps.add(drained ? "all records taken in were processed" : "not all records taken in were processed");
            complete &= drained;
        }
        long batchesLeft = loop.batchesLeft();
        long recordsLeft = loop.recordsLeft();
        if (!loop.end(deadline)) {
            steps.add("the running batch did not end before the deadline");
            complete = false;
        }
        inputs.forEach(this::close);
        listeners.onStreamingStopped();
        return new StopReport(
                complete, batchesLeft, recordsLeft, Duration.ofNanos(clock.monotonicNanos() - began), steps);
    }

    private void close(Input<?> input) {
        try {
            input.close();
        } catch (RuntimeException thrown) {
            LOG.warn("an input could not be closed and is given up", thrown);
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
