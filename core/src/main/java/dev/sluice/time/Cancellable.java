package dev.sluice.time;

/** Something that can be called off. */
@FunctionalInterface
public interface Cancellable {
    /** Calls it off; without effect once it has begun. */
    void cancel();
}
