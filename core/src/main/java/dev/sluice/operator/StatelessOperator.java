package dev.sluice.operator;

import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step that turns each batch of its parent into a batch of its own: map, filter, reduceByKey, count and the like. */
public final class StatelessOperator<I, T> extends Operator<T> {
    private final Operator<I> parent;
    private final Rewrite<I, T> rewrite;

    /** The operator that rewrites the plan of its parent. */
    public StatelessOperator(Operator<I> parent, Rewrite<I, T> rewrite, Origin origin) {
        super(origin);
        this.parent = parent;
        this.rewrite = rewrite;
    }

    @Override
    public List<Operator<I>> parents() {
        return List.of(parent);
    }

    @Override
    public Duration slide() {
        return parent.slide();
    }

    @Override
    protected @Nullable PlanNode<T> plan(Evaluation batch) {
        PlanNode<I> input = batch.of(parent);
        return input == null ? null : rewrite.apply(input, origin());
    }

    /** From the parent's data in a batch to the operator's own. Pure; runs no job. */
    @FunctionalInterface
    public interface Rewrite<I, T> {
        /** The operator's data. */
        PlanNode<T> apply(PlanNode<I> input, Origin origin);
    }
}
