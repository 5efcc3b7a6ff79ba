package dev.sluice.operator;

import dev.sluice.data.StorageLevel;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a program over streams. Its three questions: what does it read, how often does it give data, and which
 * plan node is its data in a batch.
 */
public abstract class Operator<T> {
    private final Origin origin;
    private @Nullable String id;
    private @Nullable StorageLevel persisted;

    /** An operator that the program defined at this origin. */
    protected Operator(Origin origin) {
        this.origin = origin;
    }

    /** The operators it reads. */
    public abstract List<? extends Operator<?>> parents();

    /** How often it gives data: a multiple of the batch interval. */
    public abstract Duration slide();

    /** Its data in the batch, which ends a slide of this operator; null where a parent has none. */
    protected abstract @Nullable PlanNode<T> plan(Evaluation batch);

    /** How long the data of its parents must be kept after their batch; zero for most. */
    public Duration remembersParents() {
        return Duration.ZERO;
    }

    /** How far back records reach that it gives at each slide; zero where that is its slide's batch alone. */
    public Duration windowLength() {
        return Duration.ZERO;
    }

    /** Whether it owns state, and so must be evaluated in every batch. */
    public boolean isStateful() {
        return false;
    }

    /** The program line it comes from. */
    public final Origin origin() {
        return origin;
    }

    /** The id the program gave it, or null. */
    public final @Nullable String id() {
        return id;
    }

    /** Gives it an id, under which its state is found again; inner steps of the same call have it too. */
    public final void named(String newId) {
        if (newId.isBlank() || (id != null && !id.equals(newId))) {
            throw new InvalidProgramException(origin + ": an id must be given once and not be blank, but was \"" + newId
                    + "\"" + (id == null ? "" : " after \"" + id + "\""));
        }
        id = newId;
        parents().stream().filter(this::isOfSameCall).forEach(parent -> parent.named(newId));
    }

    /** Whether one call of the program made both; each call has an origin of its own, even two on the same line. */
    @SuppressWarnings("ReferenceEquality")
    final boolean isOfSameCall(Operator<?> other) {
        return origin == other.origin;
    }

    /** The level at which each batch's data is kept while the batch runs, or null. */
    public final @Nullable StorageLevel persisted() {
        return persisted;
    }

    /** Keeps each batch's data while the batch runs. */
    public final void persist(StorageLevel level) {
        persisted = level;
    }

    @Override
    public final String toString() {
        return (id == null ? "" : id + " = ") + origin;
    }
}
