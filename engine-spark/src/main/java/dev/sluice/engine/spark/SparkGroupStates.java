package dev.sluice.engine.spark;

import dev.sluice.error.JobCancelledException;
import dev.sluice.function.BiConsumer;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Source;
import dev.sluice.plan.Split;
import dev.sluice.plan.StateSnapshot;
import dev.sluice.plan.Stateful;
import dev.sluice.snapshot.Cell;
import dev.sluice.table.VersionedState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.StorageLevel;

/** The stateful nodes of a group, whose states are held by executors. Thread-safe. */
final class SparkGroupStates implements GroupStates {
    private final SparkJobGroup group;
    private final SparkStateStore store;
    private final Memo<Evaluated> evaluated = new Memo<>();
    private final List<Evaluated> open = new ArrayList<>();
    private final List<Evaluated> all = new ArrayList<>();
    private boolean closed;

    /**
     * A node whose version is written and not committed.
     *
     * @param results what its partitions made, kept by Spark as long as the group is open
     */
    private record Evaluated(
            Stateful<?, ?> node,
            OperatorVersions versions,
            List<StateChain> from,
            List<Written> written,
            RDD<StateResult> results) {
        StateChain chain(int partition) {
            return from.get(partition).then(written.get(partition));
        }
    }

    SparkGroupStates(SparkJobGroup group, SparkStateStore store) {
        this.group = group;
        this.store = store;
    }

    @Override
    public RDD<Records> emitted(Stateful<?, ?> node) {
        return Spark.emitted(of(node).results);
    }

    @Override
    public <S extends VersionedState, T> Source<T> snapshot(StateSnapshot<S, T> node) {
        Evaluated of = of(node.stateful());
        int partitions = of.written.size();
        List<Split<T>> splits = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            splits.add(view(node, of, new Cell(node.stateful().operator(), partition, partitions)));
        }
        return new Source<>(splits, node.partitioner(), node.origin());
    }

    @SuppressWarnings("unchecked") // the states of an operator are made by its own step
    private <S extends VersionedState, T> StateView<T> view(StateSnapshot<S, T> node, Evaluated of, Cell cell) {
        BiConsumer<S, Emitter<? super T>> view = node.view();
        return new StateView<>(
                store.files(cell.owner()),
                cell,
                of.chain(cell.partition()),
                StateNode.of(of.node),
                (state, out) -> view.accept((S) state, out));
    }

    private Evaluated of(Stateful<?, ?> node) {
        return evaluated.get(node, () -> evaluate(node));
    }

    private Evaluated evaluate(Stateful<?, ?> node) {
        group.functions().check(node.step(), node.origin());
        OperatorVersions versions = store.of(node.operator());
        List<StateChain> from = versions.begin(node, group.name());
        try {
            return evaluate(node, versions, from);
        } catch (Throwable thrown) {
            versions.rollback(List.of());
            throw thrown;
        }
    }

    private Evaluated evaluate(Stateful<?, ?> node, OperatorVersions versions, List<StateChain> from) {
        StateWork work = StateWork.of(store.files(node.operator()), from, node);
        RDD<StateResult> results =
                new StageBuilder(group).build(node.parents(), work).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            List<Integer> partitions = IntStream.range(0, from.size()).boxed().toList();
            List<Written> written = group.run(Spark.written(results), partitions, node.origin());
            Evaluated done = new Evaluated(node, versions, from, written, results);
            keep(done);
            return done;
        } catch (Throwable thrown) {
            Spark.forget(results);
            throw thrown;
        }
    }

    private synchronized void keep(Evaluated done) {
        if (closed) {
            throw new JobCancelledException(group.name());
        }
        open.add(done);
        all.add(done);
    }

    @Override
    public synchronized void commit() {
        open.forEach(each -> each.versions.commit(each.node.version(), each.from, each.written));
        open.clear();
    }

    @Override
    public synchronized void close() {
        closed = true;
        open.forEach(each -> each.versions.rollback(each.written));
        open.clear();
        all.forEach(each -> Spark.forget(each.results));
        all.clear();
        evaluated.clear();
    }
}
