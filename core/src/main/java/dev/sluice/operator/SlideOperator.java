package dev.sluice.operator;

import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes on a parent's data, but only at every slide: the outer face of windows that take data in at every batch. */
public final class SlideOperator<T> extends Operator<T> {
    private final Operator<T> parent;
    private final Duration length;
    private final Duration slide;

    /** The parent's data, which is of windows of a length, at every slide. */
    public SlideOperator(Operator<T> parent, Duration length, Duration slide, Origin origin) {
        super(origin);
        this.parent = parent;
        this.length = length;
        this.slide = slide;
    }

    @Override
    public Duration windowLength() {
        return length;
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
    protected @Nullable PlanNode<T> plan(Evaluation batch) {
        return batch.of(parent);
    }
}
