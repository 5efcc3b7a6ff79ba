package dev.sluice.testkit.storage;

import static dev.sluice.testkit.storage.Operation.APPEND;
import static dev.sluice.testkit.storage.Operation.CREATE;
import static dev.sluice.testkit.storage.Operation.DELETE;
import static dev.sluice.testkit.storage.Operation.MAKE_DIRECTORY;
import static dev.sluice.testkit.storage.Operation.PUT_NAME;
import static dev.sluice.testkit.storage.Operation.PUT_SYNC;
import static dev.sluice.testkit.storage.Operation.PUT_WRITE;
import static dev.sluice.testkit.storage.Operation.RENAME;

import dev.sluice.error.StorageException.Kind;
import java.util.EnumSet;
import java.util.Set;

/**
 * An error that a disk reports. A failed append leaves the first half of its bytes behind; a failed sync leaves the
 * bytes readable, but no later sync makes them durable. Everything else that fails has no effect.
 */
public enum Failure {
    /** The device fails; strikes any operation. */
    IO(Kind.IO, "Input/output error", EnumSet.allOf(Operation.class)),
    /** The disk is full; strikes what needs room. */
    NO_SPACE(
            Kind.NO_SPACE,
            "No space left on device",
            EnumSet.of(CREATE, APPEND, PUT_WRITE, PUT_NAME, RENAME, MAKE_DIRECTORY)),
    /** The operation took effect, but its caller is told that it failed; strikes what changes names. */
    LOST_REPLY(Kind.IO, "Input/output error", EnumSet.of(CREATE, PUT_SYNC, RENAME, DELETE));

    private final Kind kind;
    private final String reason;
    private final EnumSet<Operation> operations;

    Failure(Kind kind, String reason, EnumSet<Operation> operations) {
        this.kind = kind;
        this.reason = reason;
        this.operations = operations;
    }

    Kind kind() {
        return kind;
    }

    String reason() {
        return reason;
    }

    /** Which operations it can strike. */
    public Set<Operation> operations() {
        return EnumSet.copyOf(operations);
    }
}
