package dev.sluice.batch;

import dev.sluice.data.Batch;
import dev.sluice.engine.Engine;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.engine.Task;
import dev.sluice.event.OutputInfo;
import dev.sluice.event.QuarantinedRecord;
import dev.sluice.operator.Evaluation;
import dev.sluice.operator.GraphRun;
import dev.sluice.operator.OutputOperator;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.PlanNode;
import dev.sluice.rdd.RddContext;
import dev.sluice.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs one planned batch: its outputs, what must be computed besides, and the commit. */
final class BatchRunner {
    private static final Task.Push<Object, Boolean> COMPUTE = context -> new Task.Run<>() {
        @Override
        public void emit(Object record) {}

        @Override
        public Boolean result() {
            return true;
        }
    };

    private final RunSettings settings;
    private final GraphRun run;
    private final Engine engine;
    private final Clock clock;
    private final Listeners listeners;
    private final Consumer<List<QuarantinedRecord>> quarantined;
    private volatile @Nullable JobGroup running;
    private volatile boolean cancelled;

    BatchRunner(
            RunSettings settings,
            GraphRun run,
            Engine engine,
            Clock clock,
            Listeners listeners,
            Consumer<List<QuarantinedRecord>> quarantined) {
        this.settings = settings;
        this.run = run;
        this.engine = engine;
        this.clock = clock;
        this.listeners = listeners;
        this.quarantined = quarantined;
    }

    /** Runs the batch once; outputs that ended well before are not repeated. */
    void attempt(BatchRun batchRun) {
        PlannedBatch planned = batchRun.planned();
        batchRun.started(clock.monotonicNanos());
        listeners.onBatchStarted(batchRun.info());
        FaultHandler faults = settings.failures().quarantine() ? batchRun.quarantine() : FaultHandler.FAIL;
        try (JobGroup group = engine.open(
                new GroupOptions(settings.name() + " batch " + planned.batch().id(), faults))) {
            running = group;
            if (cancelled) {
                group.cancel();
            }
            attempt(batchRun, group);
        } finally {
            running = null;
            batchRun.ended(clock.monotonicNanos());
        }
    }

    private void attempt(BatchRun batchRun, JobGroup group) {
        PlannedBatch planned = batchRun.planned();
        RddContext rdds =
                RddContext.ofBatch(engine, group, planned.batch().id()).withTypes(settings.types());
        try {
            Evaluation evaluation = run.evaluate(planned.batch(), planned.inputs(), rdds);
            evaluate(batchRun, evaluation, group);
            if (batchRun.failure().isPresent()) {
                run.abandon(evaluation);
                return;
            }
            group.commit();
            run.commit(evaluation);
            tell(batchRun.quarantine().records());
        } finally {
            rdds.release();
        }
    }

    /** Makes the running batch fail soon, and every later one. */
    void cancel() {
        cancelled = true;
        JobGroup group = running;
        if (group != null) {
            group.cancel();
        }
    }

    private void evaluate(BatchRun batchRun, Evaluation evaluation, JobGroup group) {
        List<PlanNode<?>> upkeep = new ArrayList<>();
        List<OutputOperator<?>> due = new ArrayList<>();
        batchRun.guarded(() -> {
            upkeep.addAll(evaluation.upkeep());
            run.graph().outputs().stream()
                    .filter(output -> !batchRun.isDone(output.id()) && output.isDue(evaluation))
                    .forEach(due::add);
        });
        if (batchRun.failure().isPresent()) {
            return;
        }
        due.forEach(output -> runOutput(batchRun, evaluation, output));
        upkeep.forEach(node -> batchRun.guarded(() -> compute(group, node)));
    }

    private void runOutput(BatchRun batchRun, Evaluation evaluation, OutputOperator<?> output) {
        Batch batch = batchRun.planned().batch();
        String label = output.origin().toString();
        long began = clock.monotonicNanos();
        listeners.onOutputOperationStarted(
                new OutputInfo(batch, output.id(), label, Optional.empty(), Optional.empty()));
        Optional<Throwable> failure = batchRun.guarded(() -> output.run(evaluation));
        OutputInfo info = new OutputInfo(
                batch, output.id(), label, Optional.of(Duration.ofNanos(clock.monotonicNanos() - began)), failure);
        batchRun.outputEnded(info);
        listeners.onOutputOperationCompleted(info);
    }

    @SuppressWarnings("unchecked") // the task takes records of any type
    private static void compute(JobGroup group, PlanNode<?> node) {
        List<Integer> all = IntStream.range(0, node.partitions()).boxed().toList();
        group.run((PlanNode<Object>) node, all, COMPUTE);
    }

    private void tell(List<QuarantinedRecord> records) {
        if (!records.isEmpty()) {
            records.forEach(listeners::onRecordQuarantined);
            quarantined.accept(records);
        }
    }
}
