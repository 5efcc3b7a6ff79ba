package dev.sluice.plan;

import dev.sluice.error.OperatorException;
import dev.sluice.error.SluiceException;
import dev.sluice.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls functions of the program where there is no record to blame. */
public final class UserCode {
    /** Causes may go round in a circle. */
    private static final int CAUSES_MAX = 100;

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

    /** Throws errors of the JVM itself, also where somebody wrapped them. */
    public static void rethrowIfFatal(Throwable thrown) {
        VirtualMachineError fatal = fatal(thrown);
        if (fatal != null) {
            throw fatal;
        }
    }

    /**
     * The error of the JVM itself that a failure stems from, which is nobody's to handle; null if there is none. A stack
     * that overflowed is its function's.
     */
    public static @Nullable VirtualMachineError fatal(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            if (cause instanceof VirtualMachineError error && !(cause instanceof StackOverflowError)) {
                return error;
            }
            cause = cause.getCause();
        }
        return null;
    }
}
