package dev.sluice.batch;

import dev.sluice.data.Batch;
import dev.sluice.engine.Engine;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.error.OperatorException;
import dev.sluice.event.QuarantinedRecord;
import dev.sluice.journal.Journal;
import dev.sluice.operator.Evaluation;
import dev.sluice.operator.GraphRun;
import dev.sluice.operator.OutputOperator;
import dev.sluice.operator.OutputRun;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.UserCode;
import dev.sluice.rdd.RddContext;
import dev.sluice.sink.OutputKey;
import dev.sluice.source.Input;
import dev.sluice.source.InputPlan;
import dev.sluice.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs one planned batch: its outputs, what must be computed besides, and the commit. */
final class BatchRunner {
    private final RunSettings settings;
    private final GraphRun run;
    private final Engine engine;
    private final Clock clock;
    private final Listeners listeners;
    private final Journal journal;
    private final QuarantineFeed quarantined;
    private final List<Input<?>> inputs;
    private volatile @Nullable JobGroup running;
    private volatile boolean cancelled;

    BatchRunner(
            RunSettings settings,
            GraphRun run,
            Engine engine,
            Clock clock,
            Listeners listeners,
            Journal journal,
            QuarantineFeed quarantined,
            List<Input<?>> inputs) {
        this.settings = settings;
        this.run = run;
        this.engine = engine;
        this.clock = clock;
        this.listeners = listeners;
        this.journal = journal;
        this.quarantined = quarantined;
        this.inputs = inputs;
    }

    /**
     * Runs the batch once; outputs that ended well before are not repeated.
     *
     * @param behind what waits behind it and is written to the journal together with it
     * @param recordsMax the most records that back-pressure lets a batch take now
     */
    void attempt(BatchRun batchRun, List<BatchRun> behind, long recordsMax) {
        batchRun.started(clock.monotonicNanos());
        if (listeners.isAny()) {
            listeners.onBatchStarted(batchRun.info());
        }
        try {
            write(batchRun, recordsMax);
            for (BatchRun next : behind) {
                write(next, recordsMax);
            }
            attempt(batchRun);
            if (isToBeBisected(batchRun) && Bisection.leaveOut(batchRun, inputs -> trial(batchRun, inputs))) {
                batchRun.triedAgain();
                write(batchRun, recordsMax);
                attempt(batchRun);
            }
        } finally {
            batchRun.ended(clock.monotonicNanos());
        }
    }

    private boolean isToBeBisected(BatchRun batchRun) {
        return settings.failures().quarantine() && !cancelled && batchRun.failure() instanceof OperatorException;
    }

    private void attempt(BatchRun batchRun) {
        FaultHandler faults = settings.failures().quarantine() ? batchRun.quarantine() : FaultHandler.FAIL;
        inGroup(batchRun, faults, group -> attempt(batchRun, group));
    }

    private void inGroup(BatchRun batchRun, FaultHandler faults, Consumer<JobGroup> work) {
        String name = settings.name() + " batch " + batchRun.planned().batch().id();
        try (JobGroup group = engine.open(new GroupOptions(name, faults))) {
            running = group;
            if (cancelled) {
                group.cancel();
            }
            work.accept(group);
        } finally {
            running = null;
        }
    }

    /** Computes the batch with other inputs, to no effect. Gives its failure. */
    private Optional<Throwable> trial(BatchRun batchRun, List<InputPlan<?>> inputs) {
        BatchRun tried = new BatchRun(batchRun.planned());
        FaultHandler ignored = (origin, record, cause) -> UserCode.rethrowIfFatal(cause);
        inGroup(batchRun, ignored, group -> {
            Batch batch = batchRun.planned().batch();
            RddContext rdds = RddContext.ofBatch(engine, group, batch.id()).withTypes(settings.types());
            Evaluation evaluation = run.evaluate(batch, inputs, rdds);
            tried.guarded(() -> {
                evaluation.upkeep().forEach(node -> Computing.compute(group, node));
                run.graph().outputs().stream()
                        .filter(output -> !batchRun.outputs().isDone(output))
                        .forEach(output -> Computing.rehearse(output, evaluation, group, call(output, evaluation)));
            });
            run.abandon(evaluation);
            rdds.release();
        });
        return Optional.ofNullable(tried.failure());
    }

    /**
     * Whether an earlier run may have left records out for outputs that it committed, and died before it wrote them down
     * with the end of the batch: they are found again.
     */
    private boolean isToBeSearched(BatchRun batchRun) {
        return settings.failures().quarantine()
                && !journal.wasDone(batchRun.planned().batch());
    }

    private OutputRun call(OutputOperator<?> output, Evaluation evaluation) {
        Batch batch = evaluation.batch();
        OutputKey key = new OutputKey(journal.run(), batch, journal.number(output));
        return new OutputRun(evaluation.rdds(), key, () -> journal.await(batch));
    }

    private void write(BatchRun batchRun, long recordsMax) {
        Batch batch = batchRun.planned().batch();
        journal.plan(batch, batchRun.planned().inputs(), recordsMax);
        batchRun.writeLeftOut(leftOut -> journal.leftOut(batch, leftOut));
    }

    private void attempt(BatchRun batchRun, JobGroup group) {
        PlannedBatch planned = batchRun.planned();
        RddContext rdds =
                RddContext.ofBatch(engine, group, planned.batch().id()).withTypes(settings.types());
        try {
            Evaluation evaluation = run.evaluate(planned.batch(), batchRun.inputs(), rdds);
            evaluate(batchRun, evaluation, group);
            if (batchRun.hasFailed() || batchRun.guarded(() -> done(batchRun)) != null) {
                run.abandon(evaluation);
                return;
            }
            group.commit();
            run.commit(evaluation);
            for (Input<?> input : inputs) {
                input.committed(planned.batch());
            }
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
        List<OutputOperator<?>> due = new ArrayList<>(run.graph().outputs().size());
        List<PlanNode<?>> upkeep = prepare(batchRun, evaluation, due);
        Set<? extends PlanNode<?>> byTheWay = byTheWay(batchRun, evaluation, group, due);
        compute(batchRun, group, upkeep, node -> !byTheWay.contains(node));
        if (!batchRun.hasFailed() && isToBeSearched(batchRun)) {
            run.graph().outputs().stream()
                    .filter(output -> batchRun.outputs().isCommittedBefore(output) && output.isDue(evaluation))
                    .forEach(output -> batchRun.guarded(() -> Computing.compute(output, evaluation, group)));
        }
        if (!batchRun.hasFailed()) {
            runOutputs(batchRun, evaluation, due, () -> compute(batchRun, group, upkeep, byTheWay::contains));
        }
    }

    /** Computes those of the nodes, whoever reads them; whether that went well. */
    private static boolean compute(
            BatchRun batchRun, JobGroup group, List<PlanNode<?>> nodes, Predicate<PlanNode<?>> those) {
        boolean well = true;
        for (PlanNode<?> node : nodes) {
            well &= !those.test(node) || batchRun.guarded(() -> Computing.compute(group, node)) == null;
        }
        return well;
    }

    /**
     * What the first output evaluates at less than it costs by itself. Nothing where a failing record is left out and the
     * batch done again: what an output wrote before that would not be what it writes then.
     */
    private Set<? extends PlanNode<?>> byTheWay(
            BatchRun batchRun, Evaluation evaluation, JobGroup group, List<OutputOperator<?>> due) {
        if (batchRun.hasFailed() || due.isEmpty() || settings.failures().quarantine()) {
            return Set.of();
        }
        PlanNode<?> node = evaluation.of(due.get(0).parent());
        return node == null ? Set.of() : group.evaluatedWith(node);
    }

    /** Plans everything; what must be computed besides the outputs that are due. */
    private List<PlanNode<?>> prepare(BatchRun batchRun, Evaluation evaluation, List<OutputOperator<?>> due) {
        try {
            List<PlanNode<?>> upkeep = evaluation.upkeep();
            for (OutputOperator<?> output : run.graph().outputs()) {
                if (!batchRun.outputs().isDone(output) && output.isDue(evaluation)) {
                    due.add(output);
                }
            }
            return upkeep;
        } catch (Throwable thrown) {
            UserCode.rethrowIfFatal(thrown);
            batchRun.failedWith(thrown);
            return List.of();
        }
    }

    private void runOutputs(
            BatchRun batchRun, Evaluation evaluation, List<OutputOperator<?>> due, BooleanSupplier afterFirst) {
        int last = due.size() - 1;
        boolean goesOn = true;
        for (int i = 0; i <= last && goesOn; i++) {
            OutputOperator<?> output = due.get(i);
            runOutput(batchRun, evaluation, output);
            goesOn = i > 0 || afterFirst.getAsBoolean();
            if (i < last && batchRun.outputs().isDone(output)) {
                Throwable ignored =
                        batchRun.guarded(() -> journal.commit(batchRun.planned().batch(), journal.number(output)));
            }
        }
    }

    private void done(BatchRun batchRun) {
        Batch batch = batchRun.planned().batch();
        List<QuarantinedRecord> records = batchRun.quarantine().records();
        boolean told = journal.wasDone(batch);
        if (!told && !records.isEmpty()) {
            quarantined.add(batch, records);
        }
        journal.done(batch);
        if (!told) {
            records.forEach(listeners::onRecordQuarantined);
        }
    }

    private void runOutput(BatchRun batchRun, Evaluation evaluation, OutputOperator<?> output) {
        EndedOutputs outputs = batchRun.outputs();
        long began = clock.monotonicNanos();
        if (listeners.isAny()) {
            listeners.onOutputOperationStarted(outputs.begun(output));
        }
        Throwable failure = batchRun.guarded(() -> output.run(evaluation, call(output, evaluation)));
        outputs.ended(output, clock.monotonicNanos() - began, failure);
        if (listeners.isAny()) {
            listeners.onOutputOperationCompleted(outputs.info(output));
        }
    }
}
