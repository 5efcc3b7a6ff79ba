package dev.sluice.source;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a {@link Receiver} and takes what it stores. A receiver reaches it through its own methods. Thread-safe. */
public interface ReceiverSupervisor<T> {
    /** The number of the receiver's stream. */
    int streamId();

    /** See {@link Receiver#store(Object)}. */
    void store(T record);

    /** Stores records as if one by one, see {@link Receiver#store(Object)}; a refusal holds from some record on. */
    default void storeEach(List<T> records) {
        records.forEach(this::store);
    }

    /** See {@link Receiver#store(List)}. */
    void storeBlock(List<T> records);

    /** See {@link Receiver#reportError}. */
    void reportError(String message, @Nullable Throwable cause);

    /**
     * See {@link Receiver#restart(String)}.
     *
     * @param delay the pause before the next start, or null for the growing one of the supervisor
     */
    void restart(String message, @Nullable Throwable cause, @Nullable Duration delay);

    /** See {@link Receiver#stop(String)}. */
    void stop(String message, @Nullable Throwable cause);

    /** See {@link Receiver#isStarted}. */
    boolean isStarted();

    /** See {@link Receiver#isStopped}. */
    boolean isStopped();

    /** Whether the receiver has ended for good, so that another supervisor may take it over. */
    boolean isDone();
}
