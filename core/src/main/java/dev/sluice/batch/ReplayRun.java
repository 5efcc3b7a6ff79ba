package dev.sluice.batch;

import dev.sluice.batch.ReplayedOutput.Part;
import dev.sluice.data.Batch;
import dev.sluice.engine.Engine;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.event.StreamingListener;
import dev.sluice.intake.Intake;
import dev.sluice.journal.LeftOut;
import dev.sluice.journal.PastBatch;
import dev.sluice.journal.Recording;
import dev.sluice.operator.Evaluation;
import dev.sluice.operator.Graph;
import dev.sluice.operator.GraphRun;
import dev.sluice.operator.InputOperator;
import dev.sluice.operator.OutputOperator;
import dev.sluice.operator.OutputRun;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.PlanNode;
import dev.sluice.rdd.RddContext;
import dev.sluice.sink.OutputKey;
import dev.sluice.sink.RunId;
import dev.sluice.source.Input;
import dev.sluice.source.InputContext;
import dev.sluice.source.InputPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Runs a recorded batch again, and before it those since the stored state; all on the calling thread. */
public final class ReplayRun {
    private static final StreamingListener NOBODY = new StreamingListener() {};
    private static final Runnable NO_FENCE = () -> {};

    private final Graph graph;
    private final Engine engine;
    private final LoopParts parts;
    private final RunSettings settings;
    private final Recording recording;
    private final Replay replay;
    private final GraphRun run;

    /** A run of what was read of a directory. */
    public ReplayRun(
            Graph graph, Engine engine, LoopParts parts, RunSettings settings, Recording recording, Replay replay) {
        this.graph = graph;
        this.engine = engine;
        this.parts = parts;
        this.settings = settings;
        this.recording = recording;
        this.replay = replay;
        this.run = new GraphRun(graph, engine, recording.zeroMillis());
    }

    /** Runs the batch; throws what a function of the program throws in it, or in one before it. */
    public void run() {
        recording.restoreStates(run);
        List<Input<?>> inputs = new ArrayList<>();
        try {
            graph.inputs().forEach(input -> inputs.add(open(input)));
            for (PastBatch past : recording.batches()) {
                List<InputPlan<?>> plans = past.plans(graph, inputs);
                for (LeftOut leftOut : past.leftOut()) {
                    plans = Selection.without(leftOut.numbers(), plans);
                }
                compute(past.batch(), plans);
            }
        } finally {
            inputs.forEach(Input::close);
        }
    }

    private <T> Input<T> open(InputOperator<T> input) {
        return Intake.open(
                input.source(),
                new InputContext(
                        input.streamId(),
                        input.source().name(),
                        engine,
                        parts.clock(),
                        parts.scheduler(),
                        settings.limits(),
                        NOBODY,
                        recording.log(graph.inputId(input))));
    }

    private void compute(Batch batch, List<InputPlan<?>> plans) {
        boolean shown = batch.id() == replay.batch();
        Quarantine quarantine = new Quarantine(batch);
        FaultHandler faults = settings.failures().quarantine() ? quarantine : FaultHandler.FAIL;
        String name = settings.name() + " batch " + batch.id() + " again";
        try (JobGroup group = engine.open(new GroupOptions(name, faults))) {
            RddContext rdds = RddContext.ofBatch(engine, group, batch.id()).withTypes(settings.types());
            try {
                Evaluation evaluation = run.evaluate(batch, plans, rdds);
                evaluation.upkeep().forEach(node -> all(group, node, 0));
                if (shown) {
                    replay.listener().onBatch(batch, recording.version());
                    graph.outputs().forEach(output -> show(output, evaluation, group));
                }
                group.commit();
                run.commit(evaluation);
            } finally {
                rdds.release();
            }
        }
        if (shown) {
            quarantine.records().forEach(replay.listener()::onRecordLeftOut);
        }
    }

    private <T> void show(OutputOperator<T> output, Evaluation evaluation, JobGroup group) {
        Batch batch = evaluation.batch();
        PlanNode<T> node = evaluation.of(output.parent());
        if (node == null) {
            replay.listener().onOutputNotDue(batch, output.id(), output.origin().toString());
        } else if (output.action().onlyPrints()) {
            OutputKey key = new OutputKey(RunId.of(settings.name()), batch, output.id());
            output.run(evaluation, new OutputRun(evaluation.rdds(), key, NO_FENCE));
        } else {
            FirstRecords first = new FirstRecords(replay.recordsMax());
            List<Part> shown = first.of(all(group, output.action().written(node), replay.recordsMax()));
            replay.listener()
                    .onOutput(new ReplayedOutput(
                            batch, output.id(), output.origin().toString(), shown));
        }
    }

    @SuppressWarnings("unchecked") // the task takes records of any type
    private static List<Part> all(JobGroup group, PlanNode<?> node, long recordsMax) {
        List<Integer> partitions = IntStream.range(0, node.partitions()).boxed().toList();
        return group.run((PlanNode<Object>) node, partitions, new FirstRecords(recordsMax));
    }
}
