package dev.sluice.operator;

import dev.sluice.data.Batch;
import dev.sluice.engine.Engine;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.plan.Persist;
import dev.sluice.plan.PlanNode;
import dev.sluice.rdd.RddContext;
import dev.sluice.source.InputPlan;
import dev.sluice.time.Micros;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * What a run keeps from batch to batch: the data that windows still need and the versions of state. Changed only when a
 * batch is committed; readable by any thread.
 */
public final class GraphRun {
    private final Graph graph;
    private final Engine engine;
    private final long zeroMillis;
    private final IdentityHashMap<Operator<?>, Deque<Kept>> kept = new IdentityHashMap<>();
    private final IdentityHashMap<Operator<?>, Version> versions = new IdentityHashMap<>();

    private static final long RESTORED = 0;

    /** The version of an operator's state. */
    private static final class Version {
        private long batch;
    }

    /**
     * The data of an operator in one batch.
     *
     * @param timeMicros the time of the batch
     * @param persistId what the engine knows it by; 0 for data of an earlier run, which it does not know
     */
    public record Kept(long timeMicros, long persistId, PlanNode<?> node) {}

    /**
     * A run of a program.
     *
     * @param zeroMillis the end of the interval before the first batch, which slides are counted from
     */
    public GraphRun(Graph graph, Engine engine, long zeroMillis) {
        this.graph = graph;
        this.engine = engine;
        this.zeroMillis = zeroMillis;
        for (Operator<?> operator : graph.operators()) {
            if (operator.isStateful()) {
                versions.put(operator, new Version());
            }
            if (graph.isKept(operator)) {
                kept.put(operator, new ArrayDeque<>());
            }
        }
    }

    /** The program. */
    public Graph graph() {
        return graph;
    }

    /** The plans of a batch; may be asked for again after a failure. */
    public Evaluation evaluate(Batch batch, List<InputPlan<?>> inputs, RddContext rdds) {
        return new Evaluation(this, batch, inputs, rdds);
    }

    /** The batch is done: what later batches need is kept, all else is forgotten. */
    public synchronized void commit(Evaluation evaluation) {
        Batch batch = evaluation.batch();
        for (Operator<?> operator : graph.upkeep()) {
            PlanNode<?> node = evaluation.planned(operator);
            if (node != null) {
                commit(operator, node, batch);
            }
        }
        drop(evaluation);
        if (!kept.isEmpty()) {
            forgetBefore(batch);
        }
    }

    private void commit(Operator<?> operator, PlanNode<?> node, Batch batch) {
        Deque<Kept> entries = kept.get(operator);
        if (entries != null) {
            entries.add(keep(batch, (Persist<?>) node));
        }
        Version version = versions.get(operator);
        if (version != null) {
            version.batch = batch.id();
        }
    }

    /** The batch failed for good or will be built again: what it held is forgotten. */
    public void abandon(Evaluation evaluation) {
        for (Operator<?> operator : kept.keySet()) {
            if (evaluation.planned(operator) instanceof Persist<?> persist) {
                engine.unpersist(persist.id());
            }
        }
        drop(evaluation);
    }

    /** The kept data of an operator in batches after one time until another, that included, oldest first. */
    @SuppressWarnings("unchecked") // kept holds nodes of T for an operator of T
    public synchronized <T> List<PlanNode<T>> kept(Operator<T> operator, long afterMicros, long untilMicros) {
        List<PlanNode<T>> nodes = new ArrayList<>();
        for (Kept entry : keptOf(operator)) {
            if (entry.timeMicros > afterMicros && entry.timeMicros <= untilMicros) {
                nodes.add((PlanNode<T>) entry.node);
            }
        }
        return nodes;
    }

    /** Requires that the operator's data is kept, for who wants to look back at it. */
    public void requireKept(Operator<?> operator) {
        if (!graph.isKept(operator)) {
            throw new InvalidProgramException(operator + ": its past batches are not kept; "
                    + "call remember(duration) on the context before the start");
        }
    }

    /** The data that windows need of an operator, oldest first. */
    public synchronized List<Kept> kept(Operator<?> operator) {
        return List.copyOf(keptOf(operator));
    }

    private Collection<Kept> keptOf(Operator<?> operator) {
        Deque<Kept> entries = kept.get(operator);
        return entries == null ? List.of() : entries;
    }

    /** Takes up data of an earlier run, before the first batch, oldest first. */
    public synchronized void restoreKept(Operator<?> operator, long timeMicros, PlanNode<?> node) {
        kept.computeIfAbsent(operator, unused -> new ArrayDeque<>()).add(new Kept(timeMicros, RESTORED, node));
    }

    /** Takes up the version of an operator's state of an earlier run, before the first batch. */
    public synchronized void restoreVersion(Operator<?> operator, long version) {
        versions.computeIfAbsent(operator, unused -> new Version()).batch = version;
    }

    /** The version of an operator's state; 0 for none yet. */
    public synchronized long version(Operator<?> operator) {
        Version version = versions.get(operator);
        return version == null ? 0 : version.batch;
    }

    /** The end of the interval before the first batch of all runs, which slides are counted from. */
    public long zeroMillis() {
        return zeroMillis;
    }

    long elapsedMicros(Batch batch) {
        return Micros.of(batch.time()) - Micros.ofMillis(zeroMillis);
    }

    private void unpersist(Kept entry) {
        if (entry.persistId != RESTORED) {
            engine.unpersist(entry.persistId);
        }
    }

    private Kept keep(Batch batch, Persist<?> node) {
        return new Kept(Micros.of(batch.time()), node.id(), engine.detach(node));
    }

    private void drop(Evaluation evaluation) {
        for (long id : evaluation.persistedForBatch()) {
            engine.unpersist(id);
        }
    }

    private void forgetBefore(Batch batch) {
        kept.forEach((operator, entries) -> {
            long oldest = Micros.of(batch.time()) - Micros.of(graph.keptFor(operator));
            while (!entries.isEmpty() && entries.getFirst().timeMicros <= oldest) {
                unpersist(entries.removeFirst());
            }
        });
    }
}
