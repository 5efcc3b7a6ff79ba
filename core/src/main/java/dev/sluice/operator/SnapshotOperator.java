package dev.sluice.operator;

import dev.sluice.function.BiConsumer;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.StateSnapshot;
import dev.sluice.table.VersionedState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole state of a stateful operator as records, in every batch. */
public final class SnapshotOperator<S extends VersionedState, T> extends Operator<T> {
    private final StatefulOperator<?, S, ?> parent;
    private final BiConsumer<S, Emitter<? super T>> view;

    /** The snapshots of the parent's state. */
    public SnapshotOperator(StatefulOperator<?, S, ?> parent, BiConsumer<S, Emitter<? super T>> view, Origin origin) {
        super(origin);
        this.parent = parent;
        this.view = view;
    }

    @Override
    public List<StatefulOperator<?, S, ?>> parents() {
        return List.of(parent);
    }

    @Override
    public Duration slide() {
        return parent.slide();
    }

    @Override
    protected @Nullable PlanNode<T> plan(Evaluation batch) {
        var stateful = batch.stateful(parent);
        return stateful == null ? null : new StateSnapshot<>(stateful, view, origin());
    }
}
