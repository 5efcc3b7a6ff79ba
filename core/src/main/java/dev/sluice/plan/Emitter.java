package dev.sluice.plan;

import java.util.List;

/** Takes records, one after another; what a push pipeline is made of. Used by one thread at a time. */
@FunctionalInterface
public interface Emitter<T> {
    /** Takes one record. */
    void emit(T record) throws Exception;

    /** Takes all records of a list, in order; overridden where a loop of one's own is faster. */
    default void emitAll(List<? extends T> records) throws Exception {
        for (T record : records) {
            emit(record);
        }
    }
}
