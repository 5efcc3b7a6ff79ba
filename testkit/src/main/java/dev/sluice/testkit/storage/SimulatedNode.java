package dev.sluice.testkit.storage;

/** What a name stands for. Not safe for threads: the disk holds its lock. */
sealed interface SimulatedNode permits SimulatedFile, SimulatedDirectory {
    long modifiedMillis();
}
