package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.Combiner;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Placement;
import dev.sluice.plan.Shuffle;
import dev.sluice.plan.TaskContext;
import java.util.List;
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
        return node.isAligned() ? new AlignedExchange<>(group, node, combiner) : combine(node, combiner);
    }

    private <K, V> Exchange<K, V> exchange(Shuffle<K, V, ?> node) throws Exception {
        Placement placement = Placement.of(node.partitioner(), node.origin());
        return new ListExchange<>(sources(node, (task, reader) -> {
            Lists<K, V> lists = new Lists<>(node.partitions());
            Emitter<KeyValue<K, V>> dealing = new Dealing<>(placement, task, lists);
            push(node, task, reader, reader.own(dealing, node.origin()));
            return lists;
        }));
    }

    private <K, V, C> Exchange<K, C> combine(Shuffle<K, V, C> node, Combiner<V, C> combiner) throws Exception {
        Placement placement = Placement.of(node.partitioner(), node.origin());
        List<Combined<K, V, C>> sources = sources(node, (task, reader) -> {
            Buckets<K, V, C> buckets = Buckets.forTargets(node.partitions(), combiner.mapSide());
            Combined<K, V, C> combined = new Combining<>(placement, task, combiner, buckets);
            Combined<K, V, C> own = reader.own(combined, node.origin());
            push(node, task, reader, own);
            return own;
        });
        return new TableExchange<>(sources, node.partitions(), group.cancellation(), () -> evaluated.forget(node));
    }

    private <K, V> void push(Shuffle<K, V, ?> node, TaskContext task, Reader reader, Emitter<KeyValue<K, V>> out)
            throws Exception {
        reader.push(node.parent(), task, group.engine().checks().records(out, node.origin()));
    }

    private <R> List<R> sources(Shuffle<?, ?, ?> node, LocalJobGroup.Work<R> work) throws Exception {
        int[] sources = Parts.all(node.parent());
        group.barriers().prepare(node.parent(), sources);
        return group.stage(node.origin(), sources, group.volume().of(node.parent(), sources), work);
    }
}
