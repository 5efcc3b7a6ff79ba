package dev.sluice.engine.spark;

import dev.sluice.plan.Persist;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.spark.rdd.RDD;

/** The RDDs of persisted nodes, until they are unpersisted. Thread-safe. */
final class Kept {
    private final Map<Long, RDD<Records>> rdds = new ConcurrentHashMap<>();

    /** The node's RDD, which Spark keeps partition by partition as they are computed. */
    RDD<Records> of(Persist<?> node, Supplier<RDD<Records>> make) {
        RDD<Records> known = rdds.get(node.id());
        if (known != null) {
            return known;
        }
        RDD<Records> made = make.get();
        RDD<Records> first = rdds.putIfAbsent(node.id(), made);
        return first != null ? first : made.persist(Spark.level(node.level()));
    }

    boolean has(Persist<?> node) {
        return rdds.containsKey(node.id());
    }

    void unpersist(long id) {
        RDD<Records> rdd = rdds.remove(id);
        if (rdd != null && !rdd.context().isStopped()) {
            rdd.unpersist(false);
        }
    }

    void clear() {
        rdds.keySet().forEach(this::unpersist);
    }
}
