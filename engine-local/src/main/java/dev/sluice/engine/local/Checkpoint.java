package dev.sluice.engine.local;

/** Where running work asks whether to go on. */
interface Checkpoint {
    /** Throws if the work is to stop. */
    void check();

    /** Called where a wait of the current thread was interrupted; throws if that means to stop. */
    void interrupted();
}
