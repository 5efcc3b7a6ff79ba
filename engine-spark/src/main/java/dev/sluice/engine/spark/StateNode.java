package dev.sluice.engine.spark;

import dev.sluice.plan.Origin;
import dev.sluice.plan.StateStep;
import dev.sluice.plan.Stateful;
import dev.sluice.plan.UserCode;
import dev.sluice.table.VersionedState;
import java.io.Serializable;

/**
 * What tasks know of a stateful node.
 *
 * @param parents how many
 * @param read whether anyone reads what the step emits
 */
record StateNode(String operator, long version, int parents, StateStep<?, ?> step, boolean read, Origin origin)
        implements Serializable {
    static StateNode of(Stateful<?, ?> node) {
        return new StateNode(
                node.operator(), node.version(), node.parents().size(), node.step(), node.read(), node.origin());
    }

    VersionedState emptyState() {
        return UserCode.get(step.emptyState(), origin);
    }
}
