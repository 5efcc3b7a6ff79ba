package dev.sluice.source;

/** The definition of an input stream: opened once, when the context starts. */
@FunctionalInterface
public interface InputFactory<T> {
    /** Makes the input; nothing is taken in before its start. */
    Input<T> open(InputContext context);

    /**
     * Whether the input goes on after a crash by itself: all its plans give an {@link InputPlan#reading}, and it plans
     * them again. For others the run writes what their batches read to {@link InputContext#log}, and starts them afresh;
     * they are opened without a log.
     */
    default boolean resumes() {
        return false;
    }
}
