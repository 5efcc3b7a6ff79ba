package dev.sluice.testkit.storage;

/** What an operation does. */
interface Act<T> {
    T run();

    /** What is left of it when the process dies on the way. */
    default void runHalf() {}

    /** What is left of it when it fails. */
    default void fail() {
        runHalf();
    }

    static Act<Boolean> of(Runnable work) {
        return () -> {
            work.run();
            return true;
        };
    }
}
