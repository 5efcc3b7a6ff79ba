package dev.sluice.intake;

import dev.sluice.error.SourceException;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a receiver elsewhere.
 *
 * @param cause the failure in words, with where it happened; null for none
 */
record AgentEvent(
        Kind kind,
        boolean active,
        long starts,
        String message,
        @Nullable String cause) implements Serializable {
    enum Kind {
        STARTED,
        FAILED,
        STOPPED
    }

    static AgentEvent of(Kind kind, boolean active, long starts, String message, @Nullable Throwable cause) {
        return new AgentEvent(kind, active, starts, message, cause == null ? null : words(cause));
    }

    private static String words(Throwable cause) {
        StringWriter words = new StringWriter();
        cause.printStackTrace(new PrintWriter(words));
        return words.toString();
    }

    /** Tells of it here. */
    void tell(ReceiverEvents events) {
        Throwable failure = cause == null ? null : new SourceException(cause.strip());
        switch (kind) {
            case STARTED -> events.started(starts);
            case FAILED -> events.failed(active, starts, message, failure);
            case STOPPED -> events.stopped(starts, message, failure);
        }
    }
}
