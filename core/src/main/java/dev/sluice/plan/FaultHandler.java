package dev.sluice.plan;

import dev.sluice.error.OperatorException;
import dev.sluice.error.SluiceException;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a record whose function threw: the batch fails, or the record is left out. Thread-safe. */
@FunctionalInterface
public interface FaultHandler {
    /** The longest piece of a record that an error text shows, in characters. */
    int RECORD_CHARACTERS_MAX = 200;

    /** Fails the batch at the first fault. */
    FaultHandler FAIL = (origin, record, cause) -> {
        throw failure(origin, record, cause);
    };

    /** Throws to fail the batch; returns to leave the record out. */
    void failed(Origin origin, @Nullable Object record, Throwable cause) throws Exception;

    /** What decides for one task over one partition; an engine asks for it once for each. */
    default FaultHandler ofTask(int partition) {
        return this;
    }

    /**
     * The typed failure of a function that threw on a record. Errors of the JVM and failures already typed stay; a
     * stack that overflowed is the function's own.
     */
    static SluiceException failure(Origin origin, @Nullable Object record, Throwable cause) {
        UserCode.rethrowIfFatal(cause);
        if (cause instanceof SluiceException known) {
            return known;
        }
        return new OperatorException(origin.operator(), origin.location(), " on record " + shown(record), cause);
    }

    private static String shown(@Nullable Object record) {
        String text;
        try {
            text = String.valueOf(record);
        } catch (RuntimeException unprintable) {
            return "(its toString threw " + unprintable + ")";
        }
        return text.length() <= RECORD_CHARACTERS_MAX ? text : text.substring(0, RECORD_CHARACTERS_MAX) + "…";
    }
}
