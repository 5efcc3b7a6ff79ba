package dev.sluice.operator;

import dev.sluice.data.Batch;
import dev.sluice.data.StorageLevel;
import dev.sluice.plan.Persist;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Source;
import dev.sluice.plan.Stateful;
import dev.sluice.rdd.RddContext;
import dev.sluice.source.InputPlan;
import dev.sluice.table.VersionedState;
import dev.sluice.time.Micros;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plans of one batch: each operator's data, made once however many operators read it. Building plans runs no job
 * and changes nothing in the run, so that a batch can be built again after a failure. Used by one thread.
 */
public final class Evaluation {
    private final GraphRun run;
    private final Batch batch;
    private final List<InputPlan<?>> inputs;
    private final RddContext rdds;
    private final Graph graph;
    private final @Nullable PlanNode<?>[] plans;
    private final @Nullable PlanNode<?>[] raw;
    private final boolean[] known;
    private final List<Long> persistedForBatch = new ArrayList<>(0);

    Evaluation(GraphRun run, Batch batch, List<InputPlan<?>> inputs, RddContext rdds) {
        this.run = run;
        this.batch = batch;
        this.inputs = inputs;
        this.rdds = rdds;
        this.graph = run.graph();
        int operators = graph.operators().size();
        this.plans = new PlanNode<?>[operators];
        this.raw = new PlanNode<?>[operators];
        this.known = new boolean[operators];
    }

    /** The batch. */
    public Batch batch() {
        return batch;
    }

    /** What Rdds handed to the program run with. */
    public RddContext rdds() {
        return rdds;
    }

    /** The operator's data in this batch; null where the batch ends no slide of it. */
    @SuppressWarnings("unchecked") // plans holds a node of T for an operator of T
    public <T> @Nullable PlanNode<T> of(Operator<T> operator) {
        Place place = place(operator);
        int number = place.number();
        if (!known[number]) {
            plans[number] = ends(place) ? build(operator, place) : null;
            known[number] = true;
        }
        return (PlanNode<T>) plans[number];
    }

    /** The stateful node behind an operator's data in this batch, or null. */
    @SuppressWarnings("unchecked")
    public <S extends VersionedState, T> @Nullable Stateful<S, T> stateful(StatefulOperator<?, S, T> operator) {
        PlanNode<T> ignored = of(operator);
        return (Stateful<S, T>) raw[place(operator).number()];
    }

    /** The operator's data in the batches of (t - length, t], oldest first. */
    public <T> List<PlanNode<T>> window(Operator<T> operator, Duration length) {
        long end = Micros.of(batch.time());
        List<PlanNode<T>> nodes = run.kept(operator, end - Micros.of(length), end - 1);
        PlanNode<T> current = of(operator);
        if (current != null) {
            nodes.replaceAll(node -> placed(node, current));
            nodes.add(current);
        }
        return nodes;
    }

    /** Data of an earlier run has lost how it was placed; it is placed as the operator's data is now. */
    private static <T> PlanNode<T> placed(PlanNode<T> node, PlanNode<T> current) {
        boolean lost = node instanceof Source<T> && node.partitioner() == null && current.partitioner() != null;
        return lost && node.partitions() == current.partitions()
                ? new Source<>(((Source<T>) node).splits(), current.partitioner(), node.origin())
                : node;
    }

    /** What the batch reads from an input stream. */
    @SuppressWarnings("unchecked")
    public <T> InputPlan<T> input(int streamId) {
        return (InputPlan<T>) inputs.get(streamId);
    }

    /** The version of an operator's state that the batch starts from; 0 for none yet. */
    public long previousVersion(Operator<?> operator) {
        return run.version(operator);
    }

    /** The id under which an operator's state is found. */
    public String stateId(Operator<?> operator) {
        return graph.stateId(operator);
    }

    /** The batch as streams see it. */
    public Moment moment() {
        return new Moment(batch, run.elapsedMicros(batch));
    }

    /** Whether anyone reads what the operator gives, and not only its state. */
    public boolean isRead(Operator<?> operator) {
        return place(operator).read();
    }

    /** Evaluates every operator that must run in each batch; the nodes that a batch must compute whoever reads them. */
    public List<PlanNode<?>> upkeep() {
        List<Operator<?>> operators = graph.upkeep();
        List<PlanNode<?>> nodes = new ArrayList<>(operators.size());
        for (Operator<?> operator : operators) {
            PlanNode<?> node = of(operator);
            if (node != null) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    /** The Persist nodes to be dropped with the batch. */
    List<Long> persistedForBatch() {
        return persistedForBatch;
    }

    /** The operator's data, or null where it has none in this batch or was not asked for. */
    @Nullable
    PlanNode<?> planned(Operator<?> operator) {
        return plans[place(operator).number()];
    }

    private Place place(Operator<?> operator) {
        Place place = graph.placeOf(operator);
        if (place == null) {
            throw new IllegalArgumentException(operator + " is not in this program");
        }
        return place;
    }

    /** A stream in the rhythm of the batches has data in each, also in those that were planned at another interval. */
    private boolean ends(Place place) {
        return place.ofEveryBatch() || run.elapsedMicros(batch) % place.slideMicros() == 0;
    }

    private <T> @Nullable PlanNode<T> build(Operator<T> operator, Place place) {
        PlanNode<T> node = operator.plan(this);
        if (node == null) {
            return null;
        }
        raw[place.number()] = node;
        if (place.kept()) {
            return persist(operator, node);
        }
        if (operator.persisted() != null || place.shared()) {
            Persist<T> persist = persist(operator, node);
            persistedForBatch.add(persist.id());
            return persist;
        }
        return node;
    }

    private <T> Persist<T> persist(Operator<T> operator, PlanNode<T> node) {
        StorageLevel level = operator.persisted() == null ? StorageLevel.MEMORY_ONLY : operator.persisted();
        return new Persist<>(rdds.engine().newPersistId(), node, level, operator.origin());
    }
}
