package dev.sluice.operator;

import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import java.time.Duration;
import java.util.List;

/** The records of the parent's last batches, oldest batch first. */
public final class WindowOperator<T> extends Operator<T> {
    private final Operator<T> parent;
    private final Duration length;
    private final Duration slide;

    /** The window that ends at t covers the parent's batches in (t - length, t]. */
    public WindowOperator(Operator<T> parent, Duration length, Duration slide, Origin origin) {
        super(origin);
        WindowChecks.requireMultiples(length, slide, parent.slide(), origin);
        this.parent = parent;
        this.length = length;
        this.slide = slide;
    }

    @Override
    public List<Operator<T>> parents() {
        return List.of(parent);
    }

    @Override
    public Duration slide() {
        return slide;
    }

    @Override
    public Duration remembersParents() {
        return length;
    }

    @Override
    public Duration windowLength() {
        return length;
    }

    @Override
    protected PlanNode<T> plan(Evaluation batch) {
        List<PlanNode<T>> batches = batch.window(parent, length);
        return batches.isEmpty() ? Plans.empty(origin()) : Plans.union(batches, origin());
    }
}
