package dev.sluice.engine.local;

import dev.sluice.error.JobCancelledException;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Stateful;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.UserCode;
import dev.sluice.plan.ZipStep;
import dev.sluice.table.VersionedState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stateful nodes of a group of jobs: each evaluated once, all committed or rolled back together. Thread-safe. */
final class GroupStates {
    private final LocalJobGroup group;
    private final Memo<Once<StateRun>> evaluated = new Memo<>();
    private final List<StateRun> open = new ArrayList<>();
    private boolean closed;

    GroupStates(LocalJobGroup group) {
        this.group = group;
    }

    /** The evaluated node; evaluated now if it was not yet. A failed evaluation leaves the state as it was. */
    StateRun of(Stateful<?, ?> node, Checkpoint checkpoint) throws Exception {
        return evaluated.get(node, Once::new).get(checkpoint, () -> evaluate(node));
    }

    /** The evaluated node, or null if it is not evaluated. */
    @Nullable
    StateRun ifEvaluated(Stateful<?, ?> node) {
        Once<StateRun> once = evaluated.find(node);
        return once == null ? null : once.ifComputed();
    }

    synchronized void commit() {
        open.forEach(StateRun::commit);
        open.clear();
    }

    /** Rolls back what is not committed, also what is still being evaluated. */
    synchronized void close() {
        closed = true;
        open.forEach(StateRun::rollback);
        open.clear();
        evaluated.clear();
    }

    int size() {
        return evaluated.size();
    }

    private <S extends VersionedState, T> StateRun evaluate(Stateful<S, T> node) throws Exception {
        int[] partitions = Parts.all(node);
        for (PlanNode<?> parent : node.parents()) {
            group.barriers().prepare(parent, partitions);
        }
        group.engine().checks().function(node.step(), node.origin());
        OperatorState state = group.engine().operatorStates().of(node.operator());
        state.begin(node, group.name());
        try {
            List<Records<?>> records = group.stage(
                    node.origin(), partitions, volume(node, state), (task, reader) -> step(node, state, task, reader));
            StateRun run = new StateRun(node, state, records);
            keep(run);
            return run;
        } catch (Throwable thrown) {
            state.rollback();
            throw thrown;
        }
    }

    private synchronized void keep(StateRun run) {
        if (closed) {
            throw new JobCancelledException(group.name());
        }
        open.add(run);
    }

    private long volume(Stateful<?, ?> node, OperatorState state) {
        long records = 0;
        if (node.step().visitsAll()) {
            records = state.size(partition -> true);
        }
        for (PlanNode<?> parent : node.parents()) {
            records = Volume.plus(records, group.volume().of(parent, Parts.all(parent)));
        }
        return records;
    }

    private static <S extends VersionedState, T> Records<?> step(
            Stateful<S, T> node, OperatorState state, TaskContext task, Reader reader) throws Exception {
        if (!node.read()) {
            run(node, state, task, reader, NoRecords.NONE);
            return NoRecords.NONE;
        }
        ChunkedRecords<T> emitted = new ChunkedRecords<>();
        run(node, state, task, reader, emitted);
        return emitted;
    }

    @SuppressWarnings("unchecked") // the states of an operator are made by its own step
    private static <S extends VersionedState, T> void run(
            Stateful<S, T> node, OperatorState state, TaskContext task, Reader reader, Emitter<? super T> out)
            throws Exception {
        S partition = (S) state.partition(task.partition());
        ZipStep.Inputs inputs;
        try {
            inputs = reader.own(node.step().open(partition, task, node.origin(), out), node.origin());
        } catch (Throwable thrown) {
            throw UserCode.failure(node.origin(), thrown);
        }
        reader.pushAll(node.parents(), task, inputs);
    }
}
