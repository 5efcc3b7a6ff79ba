package dev.sluice.testkit.storage;

/** What an operation does. */
interface Act<T> {
    T run();

    /** What is left of it when it fails or the process dies on the way. */
    default void runHalf() {}

    static Act<Boolean> of(Runnable work) {
        return () -> {
            work.run();
            return true;
        };
    }
}
