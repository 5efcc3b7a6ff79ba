package dev.sluice.engine.spark;

import dev.sluice.error.JobCancelledException;
import dev.sluice.function.BiConsumer;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Source;
import dev.sluice.plan.Split;
import dev.sluice.plan.StateSnapshot;
import dev.sluice.plan.Stateful;
import dev.sluice.snapshot.Cell;
import dev.sluice.table.VersionedState;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.spark.rdd.RDD;

/**
 * The stateful nodes of a group of jobs: each evaluated once, by the first job that reads it whole or else by one of its
 * own; all committed or rolled back together. Thread-safe.
 */
final class GroupStates {
    private final SparkJobGroup group;
    private final SparkStateStore store;
    private final IdentityHashMap<Stateful<?, ?>, NodeState> nodes = new IdentityHashMap<>();
    private final List<NodeState.Evaluated> open = new ArrayList<>();
    private final List<NodeState.Evaluated> all = new ArrayList<>();
    private boolean closed;

    GroupStates(SparkJobGroup group, SparkStateStore store) {
        this.group = group;
        this.store = store;
    }

    /** What a node emitted, one partition for each of the node's. A failed evaluation leaves the state as it was. */
    RDD<Records> emitted(Stateful<?, ?> node) {
        return Spark.emitted(of(node).results());
    }

    /** Evaluates a node if nothing did. */
    void evaluate(Stateful<?, ?> node) {
        of(node).evaluated();
    }

    /** The whole state at the version that its node writes, as records. */
    <S extends VersionedState, T> Source<T> snapshot(StateSnapshot<S, T> node) {
        NodeState.Evaluated of = of(node.stateful()).evaluated();
        int partitions = of.written().size();
        List<Split<T>> splits = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            splits.add(view(node, of, new Cell(node.stateful().operator(), partition, partitions)));
        }
        return new Source<>(splits, node.partitioner(), node.origin());
    }

    @SuppressWarnings("unchecked") // the states of an operator are made by its own step
    private <S extends VersionedState, T> StateView<T> view(
            StateSnapshot<S, T> node, NodeState.Evaluated of, Cell cell) {
        BiConsumer<S, Emitter<? super T>> view = node.view();
        return new StateView<>(
                store.files(cell.owner()),
                cell,
                of.chain(cell.partition()),
                StateNode.of(node.stateful()),
                (state, out) -> view.accept((S) state, out));
    }

    /** The nodes that a job over all partitions of this one would evaluate by the way. */
    Set<Stateful<?, ?>> evaluatedWith(PlanNode<?> node) {
        return Riders.of(node, group.engine().kept()::has);
    }

    /** Begins those of the nodes that nobody has begun; the job at hand is to evaluate them. */
    Fused fuse(Set<Stateful<?, ?>> found) {
        List<NodeState> begun = new ArrayList<>();
        try {
            for (Stateful<?, ?> node : found) {
                NodeState state = of(node);
                if (state.tryBegin()) {
                    begun.add(state);
                }
            }
            return new Fused(begun);
        } catch (Throwable thrown) {
            begun.forEach(NodeState::end);
            throw thrown;
        }
    }

    private synchronized NodeState of(Stateful<?, ?> node) {
        return nodes.computeIfAbsent(node, missing -> new NodeState(missing, this));
    }

    SparkJobGroup group() {
        return group;
    }

    SparkStateStore store() {
        return store;
    }

    /** Takes what was written until the group commits or closes. */
    synchronized void keep(NodeState.Evaluated done) {
        if (closed) {
            throw new JobCancelledException(group.name());
        }
        open.add(done);
        all.add(done);
    }

    /** Commits the versions that were written. Must not fail. */
    synchronized void commit() {
        open.forEach(NodeState.Evaluated::commit);
        open.clear();
    }

    /** Rolls back what is not committed, also what is still being evaluated. */
    synchronized void close() {
        closed = true;
        open.forEach(NodeState.Evaluated::rollback);
        open.clear();
        all.forEach(each -> Spark.forget(each.results()));
        all.clear();
        nodes.clear();
    }
}
