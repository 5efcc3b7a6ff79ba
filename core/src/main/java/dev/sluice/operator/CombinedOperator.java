package dev.sluice.operator;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step over the same batch of several streams: union, joins, cogroup. */
public final class CombinedOperator<T> extends Operator<T> {
    private final List<Operator<?>> parents;
    private final Combination<T> combination;

    /** The combination of streams that all give data equally often. */
    public CombinedOperator(List<? extends Operator<?>> parents, Combination<T> combination, Origin origin) {
        super(origin);
        this.parents = List.copyOf(parents);
        this.combination = combination;
        requireEqualSlides(this.parents, origin);
    }

    static void requireEqualSlides(List<Operator<?>> parents, Origin origin) {
        if (parents.isEmpty()) {
            throw new InvalidProgramException(origin + ": at least one stream is needed, but none was given");
        }
        List<Duration> slides =
                parents.stream().<Duration>map(Operator::slide).distinct().toList();
        if (slides.size() > 1) {
            throw new InvalidProgramException(origin + ": all streams must have the same slide, but they have " + slides
                    + "; give the windows before it the same slide");
        }
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
            PlanNode<?> input = batch.of(parent);
            if (input == null) {
                return null;
            }
            inputs.add(input);
        }
        return combination.apply(inputs, origin());
    }

    /** From the parents' data in a batch to the operator's own. Pure; runs no job. */
    @FunctionalInterface
    public interface Combination<T> {
        /** The operator's data; inputs in the order of the parents. */
        PlanNode<T> apply(List<PlanNode<?>> inputs, Origin origin);
    }
}
