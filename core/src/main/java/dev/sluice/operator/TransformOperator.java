package dev.sluice.operator;

import dev.sluice.data.Batch;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.UserCode;
import dev.sluice.rdd.RddContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function of the program over the Rdds of one or more streams, called anew in every batch. */
public final class TransformOperator<T> extends Operator<T> {
    private final List<Operator<?>> parents;
    private final Transformation<T> transformation;

    /** The transformation of streams that all give data equally often. */
    public TransformOperator(List<? extends Operator<?>> parents, Transformation<T> transformation, Origin origin) {
        super(origin);
        this.parents = List.copyOf(parents);
        this.transformation = transformation;
        CombinedOperator.requireEqualSlides(this.parents, origin);
    }

    @Override
    public List<Operator<?>> parents() {
        return parents;
    }

    @Override
    public Duration slide() {
        return parents.get(0).slide();
    }

    @Override
    protected @Nullable PlanNode<T> plan(Evaluation batch) {
        List<PlanNode<?>> inputs = new ArrayList<>(parents.size());
        for (Operator<?> parent : parents) {
            PlanNode<?> node = batch.of(parent);
            if (node == null) {
                return null;
            }
            inputs.add(node);
        }
        PlanNode<T> result = call(inputs, batch);
        if (result == null) {
            throw new InvalidProgramException(
                    origin() + ": the function returned null; return an empty Rdd where there is nothing");
        }
        return result;
    }

    private @Nullable PlanNode<T> call(List<PlanNode<?>> inputs, Evaluation batch) {
        try {
            return transformation.apply(inputs, batch.rdds(), batch.batch());
        } catch (Exception | StackOverflowError thrown) {
            throw UserCode.failure(origin(), thrown);
        }
    }

    /** From the streams' data in a batch to the operator's own. */
    @FunctionalInterface
    public interface Transformation<T> {
        /** The operator's data; inputs in the order of the streams. Null is refused. */
        @Nullable
        PlanNode<T> apply(List<PlanNode<?>> inputs, RddContext rdds, Batch batch) throws Exception;
    }
}
