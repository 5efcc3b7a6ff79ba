package dev.sluice.engine.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.rdd.RDD;

/** Stateful nodes that a job evaluates by the way. Used by the thread that began them. */
final class Fused implements AutoCloseable {
    private final List<NodeState> states;

    Fused(List<NodeState> states) {
        this.states = states;
    }

    boolean isEmpty() {
        return states.isEmpty();
    }

    /** The work of the job that evaluates them too. */
    <R> FusedWork<R> with(Work<Carried<R>> work) {
        return new FusedWork<>(work, states.size());
    }

    /** What that work reads beside its plan. */
    List<RDD<Carried<Written>>> beside() {
        return states.stream().map(NodeState::written).toList();
    }

    /** The job succeeded, with these results of all partitions. */
    void done(List<? extends FusedWork.Result<?>> results) {
        for (int state = 0; state < states.size(); state++) {
            List<Written> written = new ArrayList<>(results.size());
            for (FusedWork.Result<?> result : results) {
                written.add(result.written().get(state).get());
            }
            states.get(state).done(written);
        }
    }

    @Override
    public void close() {
        states.forEach(NodeState::end);
    }
}
