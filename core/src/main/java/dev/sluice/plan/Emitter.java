package dev.sluice.plan;

/** Takes records, one after another; what a push pipeline is made of. Used by one thread at a time. */
@FunctionalInterface
public interface Emitter<T> {
    /** Takes one record. */
    void emit(T record) throws Exception;
}
