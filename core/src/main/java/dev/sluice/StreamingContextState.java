package dev.sluice;

/** Where a context stands. It never goes back. */
public enum StreamingContextState {
    /** The program is being defined. */
    INITIALIZED,
    /** Batches run. */
    ACTIVE,
    /** Nothing runs any more. */
    STOPPED
}
