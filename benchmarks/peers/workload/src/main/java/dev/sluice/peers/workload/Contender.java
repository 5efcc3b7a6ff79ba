package dev.sluice.peers.workload;

import java.util.Optional;

/** One engine, or none: runs a workload. Its constructor starts it, on the input of {@link Inputs}. */
public interface Contender {
    /** The version of the engine. */
    String version();

    /** What results it gives. */
    Form form();

    /** How far it is, where it runs in batches. */
    default Optional<Batches> batches() {
        return Optional.empty();
    }

    /** Waits until every record of the halted input has had its results, and ends the engine. */
    void finish() throws Exception;

    /** Starts a contender. */
    interface Start {
        /** Starts it; it runs when this returns, or soon. */
        Contender start(Setting setting) throws Exception;
    }
}
