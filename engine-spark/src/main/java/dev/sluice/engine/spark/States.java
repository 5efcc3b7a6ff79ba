package dev.sluice.engine.spark;

import dev.sluice.engine.StateStore;

/** The states of an engine's stateful nodes. Thread-safe. */
interface States extends StateStore {
    /** The states as the jobs of one group write them. */
    GroupStates open(SparkJobGroup group);

    /** Forgets all states. */
    void close();
}
