package dev.sluice.time;

/** A task that waits for its time and can be called off. */
@FunctionalInterface
public interface Cancellable {
    /**
     * Calls the task off.
     *
     * @return true if it was still waiting and will not run; false if it runs, has run or was called off before
     */
    boolean cancel();
}
