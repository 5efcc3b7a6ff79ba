package dev.sluice.plan;

/** One step of a running pipeline: takes records, and is told once when there are no more. */
@FunctionalInterface
public interface Stage<T> extends Emitter<T> {
    /** Called once after the last record; emits what the stage still holds. The engine then finishes the next stage. */
    default void finish() throws Exception {}
}
