package dev.sluice.rdd;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.Partitioner;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.plan.Origin;
import org.jspecify.annotations.Nullable;

/** Checks what the program hands to an operator, and remembers the line that did. */
final class Call {
    private Call() {}

    /**
     * The origin of the operator that the program is calling right now.
     *
     * @param arguments what the program gave, none of which may be null
     */
    static Origin here(String operator, @Nullable Object... arguments) {
        Origin origin = Origin.here(operator);
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] == null) {
                throw new InvalidProgramException(
                        origin + ": argument " + (i + 1) + " was null, but every argument must be given");
            }
        }
        return origin;
    }

    /** A number of partitions that the program gave. */
    static int partitions(int given, Origin origin) {
        if (given < 1) {
            throw new InvalidProgramException(
                    origin + ": the number of partitions must be at least 1, but was " + given);
        }
        return given;
    }

    /** Keys placed by hash in the number of partitions that the program gave to an operator. */
    static Partitioner hash(String operator, int partitions) {
        return new HashPartitioner(partitions(partitions, here(operator)));
    }
}
