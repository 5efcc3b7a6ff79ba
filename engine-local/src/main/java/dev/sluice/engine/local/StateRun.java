package dev.sluice.engine.local;

import dev.sluice.plan.Stateful;
import java.util.List;

/**
 * A stateful node evaluated: its version is written and open.
 *
 * @param partitions what the node emitted in each partition
 */
record StateRun(Stateful<?, ?> node, OperatorState state, List<Records<?>> partitions) {
    Records<?> records(int partition) {
        return partitions.get(partition);
    }

    void commit() {
        state.commit(node.version());
    }

    void rollback() {
        state.rollback();
    }
}
