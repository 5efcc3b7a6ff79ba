package dev.sluice.engine;

import dev.sluice.error.SluiceException;
import dev.sluice.plan.PlanNode;
import java.util.List;
import java.util.Set;

/**
 * Jobs that belong together and share their work: within a group every shuffle and every stateful node is evaluated
 * once, however many jobs read it. What it holds is freed when it is closed.
 */
public interface JobGroup extends AutoCloseable {
    /** The name given at the opening. */
    String name();

    /**
     * Evaluates partitions of a node and runs the task on each. Blocks the calling thread, which takes part in the
     * work. May be called by several threads. A stateful node is evaluated whole, even if no partition of it is asked for.
     *
     * @param partitions the numbers of the partitions to run, each within the node's range
     * @return one result per partition, in the order asked
     * @throws SluiceException the typed failure of the first partition that failed
     */
    <T, R> List<R> run(PlanNode<T> node, List<Integer> partitions, Task<T, R> task);

    /**
     * The stateful nodes that a job over all partitions of this node evaluates by the way, at less than they cost by
     * themselves; told apart by identity. None where that is no cheaper.
     */
    default Set<? extends PlanNode<?>> evaluatedWith(PlanNode<?> node) {
        return Set.of();
    }

    /** Makes running and later jobs of the group fail soon with a {@link dev.sluice.error.JobCancelledException}. */
    void cancel();

    /** Commits the versions that the group's stateful nodes wrote. Must not fail. */
    void commit();

    /** Frees what the group holds; versions of state that are not committed are rolled back. May be called again. */
    @Override
    void close();
}
