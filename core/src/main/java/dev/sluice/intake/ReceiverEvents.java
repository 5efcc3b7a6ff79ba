package dev.sluice.intake;

import org.jspecify.annotations.Nullable;

/** Told what happens to a receiver. Thread-safe. */
interface ReceiverEvents {
    /** A start has begun; they are counted from 1. */
    void started(long starts);

    /** Something went wrong in a start, which goes on or not. */
    void failed(boolean active, long starts, String message, @Nullable Throwable cause);

    /** A start has ended. */
    void stopped(long starts, String message, @Nullable Throwable cause);
}
