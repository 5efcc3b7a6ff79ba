package dev.sluice.plan;

import dev.sluice.error.OperatorException;
import dev.sluice.error.SluiceException;
import dev.sluice.function.Supplier;

/** Calls functions of the program where there is no record to blame. */
public final class UserCode {
    private UserCode() {}

    /** The supplied value; a failure names the origin. */
    public static <T> T get(Supplier<T> supplier, Origin origin) {
        try {
            return supplier.get();
        } catch (Throwable thrown) {
            throw failure(origin, thrown);
        }
    }

    /** The typed failure of a function that threw, no record being at fault. */
    public static RuntimeException failure(Origin origin, Throwable thrown) {
        rethrowIfFatal(thrown);
        if (thrown instanceof SluiceException known) {
            return known;
        }
        return new OperatorException(origin.operator(), origin.location(), "", thrown);
    }

    /** Throws errors of the JVM itself, which are nobody's to handle; a stack that overflowed is its function's. */
    public static void rethrowIfFatal(Throwable thrown) {
        if (thrown instanceof VirtualMachineError error && !(thrown instanceof StackOverflowError)) {
            throw error;
        }
    }
}
