package dev.sluice.batch;

import dev.sluice.data.Batch;
import dev.sluice.engine.Engine;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.engine.Task;
import dev.sluice.error.OperatorException;
import dev.sluice.event.OutputInfo;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
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
        listeners.onBatchStarted(batchRun.info());
        try {
            write(batchRun, recordsMax);
            behind.forEach(next -> write(next, recordsMax));
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
        return settings.failures().quarantine()
                && !cancelled
                && batchRun.failure()
                        .filter(OperatorException.class::isInstance)
                        .isPresent();
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
                evaluation.upkeep().forEach(node -> compute(group, node));
                run.graph().outputs().stream()
                        .filter(output -> !batchRun.isDone(output.id()))
                        .forEach(output -> rehearse(output, evaluation, group));
            });
            run.abandon(evaluation);
            rdds.release();
        });
        return tried.failure();
    }

    private <T> void rehearse(OutputOperator<T> output, Evaluation evaluation, JobGroup group) {
        if (compute(output, evaluation, group)) {
            output.rehearse(evaluation, call(output, evaluation));
        }
    }

    /** Computes what an output reads, to no effect; false if it has no part in the batch. */
    private static <T> boolean compute(OutputOperator<T> output, Evaluation evaluation, JobGroup group) {
        PlanNode<T> node = evaluation.of(output.parent());
        if (node != null) {
            compute(group, node);
        }
        return node != null;
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
            if (batchRun.failure().isPresent()
                    || batchRun.guarded(() -> done(batchRun)).isPresent()) {
                run.abandon(evaluation);
                return;
            }
            group.commit();
            run.commit(evaluation);
            inputs.forEach(input -> input.committed(planned.batch()));
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
        upkeep.forEach(node -> batchRun.guarded(() -> compute(group, node)));
        if (isToBeSearched(batchRun)) {
            run.graph().outputs().stream()
                    .filter(output -> batchRun.isCommittedBefore(output.id()) && output.isDue(evaluation))
                    .forEach(output -> batchRun.guarded(() -> compute(output, evaluation, group)));
        }
        if (batchRun.failure().isPresent()) {
            return;
        }
        for (Iterator<OutputOperator<?>> rest = due.iterator(); rest.hasNext(); ) {
            OutputOperator<?> output = rest.next();
            runOutput(batchRun, evaluation, output);
            if (rest.hasNext() && batchRun.isDone(output.id())) {
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
        Batch batch = batchRun.planned().batch();
        String label = output.origin().toString();
        long began = clock.monotonicNanos();
        listeners.onOutputOperationStarted(
                new OutputInfo(batch, output.id(), label, Optional.empty(), Optional.empty()));
        Optional<Throwable> failure = batchRun.guarded(() -> output.run(evaluation, call(output, evaluation)));
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
}
