package dev.sluice.engine.local;

import dev.sluice.plan.Combiner;
import dev.sluice.plan.Shuffle;
import dev.sluice.plan.TaskContext;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The shuffles of a group of jobs, each evaluated once. Thread-safe. */
final class Exchanges {
    private final LocalJobGroup group;
    private final Memo<Once<Exchange<?, ?>>> evaluated = new Memo<>();

    Exchanges(LocalJobGroup group) {
        this.group = group;
    }

    /** Whether the records of the shuffle are simply those of its parent. */
    static boolean isPassThrough(Shuffle<?, ?, ?> node) {
        return node.combiner() == null && node.isAligned();
    }

    /** The exchange of a shuffle, evaluated now if it was not yet. */
    @SuppressWarnings("unchecked") // a node's exchange has the types of the node
    <K, V, C> Exchange<K, C> of(Shuffle<K, V, C> node, Checkpoint checkpoint) throws Exception {
        Once<Exchange<?, ?>> once = evaluated.get(node, Once::new);
        return (Exchange<K, C>) once.get(checkpoint, () -> evaluate(node));
    }

    /** The exchange of a shuffle, or null if it is not evaluated. */
    @Nullable
    Exchange<?, ?> ifEvaluated(Shuffle<?, ?, ?> node) {
        Once<Exchange<?, ?>> once = evaluated.find(node);
        return once == null ? null : once.ifComputed();
    }

    void clear() {
        evaluated.clear();
    }

    int size() {
        return evaluated.size();
    }

    private <K, V, C> Exchange<?, ?> evaluate(Shuffle<K, V, C> node) throws Exception {
        Checks checks = group.engine().checks();
        checks.function(node.partitioner(), node.origin());
        Combiner<V, C> combiner = node.combiner();
        if (combiner == null) {
            return exchange(node);
        }
        checks.function(combiner, node.origin());
        Combining<K, V, C> combining = new Combining<>(combiner, node.origin());
        return node.isAligned() ? new AlignedExchange<>(group, node, combining) : combine(node, combining);
    }

    private <K, V> Exchange<K, V> exchange(Shuffle<K, V, ?> node) throws Exception {
        Placement placement = new Placement(node.partitioner(), node.origin());
        return new ListExchange<>(scatter(node, task -> new ListScatter<>(placement, task)));
    }

    private <K, V, C> Exchange<K, C> combine(Shuffle<K, V, C> node, Combining<K, V, C> combining) throws Exception {
        Placement placement = new Placement(node.partitioner(), node.origin());
        List<BucketScatter<K, V, C>> sources = scatter(node, task -> new BucketScatter<>(placement, combining, task));
        return new TableExchange<>(
                sources, node.partitions(), combining, group.cancellation(), () -> evaluated.forget(node));
    }

    private <K, V, S extends Scatter<K, V>> List<S> scatter(Shuffle<K, V, ?> node, Function<TaskContext, S> make)
            throws Exception {
        Checks checks = group.engine().checks();
        int[] sources = Parts.all(node.parent());
        group.barriers().prepare(node.parent(), sources);
        long records = group.volume().of(node.parent(), sources);
        return group.stage(node.origin(), sources, records, (task, reader) -> {
            S scatter = make.apply(task);
            reader.push(node.parent(), task, checks.records(scatter, node.origin()));
            return scatter;
        });
    }
}
