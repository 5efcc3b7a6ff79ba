package dev.sluice.engine.spark;

import dev.sluice.error.StateException;
import dev.sluice.plan.Origin;
import dev.sluice.plan.StateSnapshot;
import dev.sluice.plan.Stateful;
import dev.sluice.table.StateCapture;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.spark.rdd.RDD;

/** Refuses stateful nodes. */
final class NoStates implements States {
    @Override
    public GroupStates open(SparkJobGroup group) {
        return new Refusing();
    }

    @Override
    public List<StateCapture> capture(String operator, IntPredicate full) {
        return List.of();
    }

    @Override
    public void load(String operator, long version, int partitions, Loader loader) {
        throw refused(operator);
    }

    @Override
    public void close() {}

    private static StateException refused(Object what) {
        return new StateException(what + ": the engine on Spark holds no state; use a master local[…]");
    }

    private static final class Refusing implements GroupStates {
        @Override
        public RDD<Records> emitted(Stateful<?, ?> node) {
            throw refused(node.origin());
        }

        @Override
        public RDD<Records> snapshot(StateSnapshot<?, ?> node) {
            Origin origin = node.origin();
            throw refused(origin);
        }

        @Override
        public void commit() {}

        @Override
        public void close() {}
    }
}
