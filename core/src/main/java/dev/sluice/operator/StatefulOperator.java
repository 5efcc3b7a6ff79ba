package dev.sluice.operator;

import dev.sluice.data.Batch;
import dev.sluice.data.Partitioner;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.StateStep;
import dev.sluice.plan.Stateful;
import dev.sluice.plan.UserCode;
import dev.sluice.table.VersionedState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step that owns versioned state: each batch turns the state of the batch before it into its own.
 *
 * @param <I> what it takes in, placed by key
 * @param <S> the state of a partition
 */
public final class StatefulOperator<I, S extends VersionedState, T> extends Operator<T> {
    private final Operator<I> parent;
    private final List<PlanNode<?>> initial;
    private final StepOfBatch<S, T> step;
    private final StateShape shape;
    private final Partitioner placement;
    private final @Nullable Partitioner partitioner;

    /**
     * A stateful step.
     *
     * @param initial what is taken in before the first batch's own records, placed like the parent; empty for nothing
     * @param shape what the rows of the state are, in a few words: a later run can go on with rows of the same shape only,
     *     so it names all that they depend on
     * @param placement how the keys of the state are placed
     * @param partitioner how the records that come out are placed, or null where nothing is known
     */
    public StatefulOperator(
            Operator<I> parent,
            List<? extends PlanNode<?>> initial,
            StepOfBatch<S, T> step,
            String shape,
            Partitioner placement,
            @Nullable Partitioner partitioner,
            Origin origin) {
        this(parent, initial, step, StateShape.of(shape), placement, partitioner, origin);
    }

    /** The same with rows that can be made of those of other shapes. */
    StatefulOperator(
            Operator<I> parent,
            List<? extends PlanNode<?>> initial,
            StepOfBatch<S, T> step,
            StateShape shape,
            Partitioner placement,
            @Nullable Partitioner partitioner,
            Origin origin) {
        super(origin);
        this.parent = parent;
        this.initial = List.copyOf(initial);
        this.step = step;
        this.shape = shape;
        this.placement = placement;
        this.partitioner = partitioner;
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
    public boolean isStateful() {
        return true;
    }

    /** What the rows of the state are: slices of some length, values by key. */
    public String shape() {
        return shape.name();
    }

    /** Whether it can go on with rows that are stored as this shape. */
    public boolean reads(String stored) {
        return shape.reads(stored);
    }

    /** How the keys of the state are placed. */
    public Partitioner placement() {
        return placement;
    }

    /** The empty state of a partition. */
    public S emptyState() {
        Batch none = new Batch(0, Instant.EPOCH, slide(), 0);
        return UserCode.get(step.of(new Moment(none, 1), false).emptyState(), origin());
    }

    @Override
    protected @Nullable Stateful<S, T> plan(Evaluation batch) {
        PlanNode<I> input = batch.of(parent);
        if (input == null) {
            return null;
        }
        long previous = batch.previousVersion(this);
        boolean first = previous == 0 && !initial.isEmpty();
        return new Stateful<>(
                batch.stateId(this),
                previous,
                batch.batch().id(),
                first ? withInitial(input) : List.of(input),
                step.of(batch.moment(), first),
                partitioner,
                batch.isRead(this),
                origin());
    }

    private List<PlanNode<?>> withInitial(PlanNode<I> input) {
        List<PlanNode<?>> parents = new ArrayList<>(initial);
        parents.add(input);
        return parents;
    }

    /** Makes the step of one batch. */
    @FunctionalInterface
    public interface StepOfBatch<S extends VersionedState, T> {
        /**
         * The step that runs at this moment.
         *
         * @param withInitial whether the first inputs of the step are the initial state
         */
        StateStep<S, T> of(Moment moment, boolean withInitial);
    }
}
