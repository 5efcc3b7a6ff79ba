package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Narrow;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Shuffle;
import dev.sluice.plan.Stage;
import dev.sluice.plan.StateSnapshot;
import dev.sluice.plan.Step;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.Union;
import dev.sluice.plan.UserCode;
import dev.sluice.plan.Zip;
import dev.sluice.plan.ZipStep;
import dev.sluice.table.VersionedState;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads partitions of plan nodes for one job.
 *
 * <p>Pushing opens the steps from the last to the first, by recursion: each node opens its own step and has its parent
 * pushed into it. When the parent has returned, all its records have come and all steps before are finished, so the
 * node finishes its own.
 */
final class Reader {
    private final LocalJobGroup group;
    private final Job job;
    private final Steps steps;
    private @Nullable Puller puller;

    /**
     * A reader of one partition.
     *
     * @param records how many records the stage reads, or {@link Volume#UNKNOWN}
     */
    Reader(LocalJobGroup group, Job job, long records) {
        this.group = group;
        this.job = job;
        Copies copies = group.engine().copies();
        this.steps = new Steps(job, group.engine().checks(), copies.paysFor(records) ? copies : null);
    }

    /** Pushes all records of a partition. */
    <T> void push(PlanNode<T> node, TaskContext task, Emitter<? super T> out) throws Exception {
        if (node instanceof Narrow<?, T> narrow) {
            pushNarrow(narrow, task, out);
        } else if (node instanceof Zip<T> zip) {
            pushAll(zip.parents(), task, steps.open(zip, task, out));
        } else if (node instanceof Union<T> union) {
            pushUnion(union, task, out);
        } else if (node instanceof StateSnapshot<?, T> snapshot) {
            pushSnapshot(snapshot, task, out);
        } else {
            pushBase(node, task, out);
        }
    }

    /** What ends a chain, with code of its own where that is worth it; to be asked for before anything is pushed to it. */
    <C> C own(C end, Origin origin) {
        return steps.own(end, origin, end);
    }

    /** Pulls the records of a partition; what is not asked for is not computed. */
    <T> Iterator<T> pull(PlanNode<T> node, TaskContext task) throws Exception {
        if (puller == null) {
            puller = new Puller(group, job, this, steps);
        }
        return puller.pull(node, task);
    }

    /** Pushes all records of a partition of each parent, one parent after the other, and then the end. */
    void pushAll(List<? extends PlanNode<?>> parents, TaskContext task, ZipStep.Inputs inputs) throws Exception {
        for (int parent = 0; parent < parents.size(); parent++) {
            push(parents.get(parent), task, inputs.input(parent));
        }
        inputs.finish();
    }

    /** The records of a partition, computed and held. */
    <T> Records<T> collect(PlanNode<T> node, TaskContext task) throws Exception {
        ChunkedRecords<T> records = new ChunkedRecords<>();
        push(node, task, records);
        return records;
    }

    /** The records of a partition of a node that is neither a step nor a union. */
    <T> Records<T> base(PlanNode<T> node, TaskContext task) throws Exception {
        return group.bases().read(node, task, job, this);
    }

    private <I, T> void pushNarrow(Narrow<I, T> node, TaskContext task, Emitter<? super T> out) throws Exception {
        if (node.step() instanceof Step.Element<I, T> step) {
            Stage<I> stage = steps.open(node, step, task, out);
            push(node.parent(), task, stage);
            stage.finish();
        } else {
            Iterator<T> records = pull(node, task);
            while (records.hasNext()) {
                out.emit(records.next());
            }
        }
    }

    private <T> void pushUnion(Union<T> node, TaskContext task, Emitter<? super T> out) throws Exception {
        UnionLayout layout = group.layout(node);
        if (layout.isAligned()) {
            for (PlanNode<T> parent : node.parents()) {
                push(parent, task, out);
            }
        } else {
            int parent = layout.parentOf(task.partition());
            push(node.parents().get(parent), group.task(layout.numberIn(parent, task.partition())), out);
        }
    }

    private <S extends VersionedState, T> void pushSnapshot(
            StateSnapshot<S, T> node, TaskContext task, Emitter<? super T> out) throws Exception {
        group.engine().checks().function(node.view(), node.origin());
        StateRun run = group.states().of(node.stateful(), job);
        Passage<T> gate = steps.gate(node.origin(), out);
        try {
            run.state().<S>view(task.partition(), state -> node.view().accept(state, gate));
        } catch (Throwable thrown) {
            throw UserCode.failure(node.origin(), thrown);
        }
    }

    @SuppressWarnings("unchecked") // a shuffle that passes its parent's records on has their type
    private <T> void pushBase(PlanNode<T> node, TaskContext task, Emitter<? super T> out) throws Exception {
        if (node instanceof Shuffle<?, ?, ?> shuffle && Exchanges.isPassThrough(shuffle)) {
            push((PlanNode<T>) (PlanNode<? extends KeyValue<?, ?>>) shuffle.parent(), task, out);
            return;
        }
        Records<T> records = base(node, task);
        Passage<T> gate = steps.gate(node.origin(), out);
        try {
            records.forEach(gate);
        } catch (Throwable thrown) {
            throw UserCode.failure(node.origin(), thrown);
        }
        steps.passed(gate.passed());
    }
}
