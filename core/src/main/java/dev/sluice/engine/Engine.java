package dev.sluice.engine;

import dev.sluice.plan.Persist;
import dev.sluice.plan.PlanNode;
import java.io.Serializable;
import java.util.Optional;

/** Evaluates plan nodes. One engine serves one context; all methods are thread-safe. */
public interface Engine extends AutoCloseable {
    /** The number of partitions where the program names none. */
    int defaultParallelism();

    /** Opens a group of jobs that belong together, for example those of one batch. */
    JobGroup open(GroupOptions options);

    /** A new id for a {@link dev.sluice.plan.Persist} node. */
    long newPersistId();

    /** Forgets the kept records of a {@link dev.sluice.plan.Persist} node. Unknown ids are ignored. */
    void unpersist(long persistId);

    /**
     * A node of the same records that no longer holds on to what they were computed from, where the engine can answer
     * for them by itself; else the node. Every partition must have been computed.
     */
    default <T> PlanNode<T> detach(Persist<T> node) {
        return node;
    }

    /** Where received blocks are kept. */
    BlockStore blocks();

    /** Where receivers run if not in the program's own process. */
    default Optional<ReceiverHost> receiverHost() {
        return Optional.empty();
    }

    /** The states of stateful nodes. */
    StateStore states();

    /** A value that every task can read. */
    <T> Broadcast<T> broadcast(T value);

    /** The counter of this name; made at the first call. Tasks that run again count again. */
    Counter counter(String name);

    /** Stops all work and forgets everything. May be called again. */
    @Override
    void close();

    /** A value handed to tasks by reference where they run in this process, by copy elsewhere. Treat it as immutable. */
    interface Broadcast<T> extends Serializable {
        /** The value. */
        T value();
    }

    /** A sum that tasks add to. */
    interface Counter extends Serializable {
        /** Adds to the sum. */
        void add(long amount);

        /** The sum so far; meaningful in the program, not in tasks. */
        long value();
    }
}
