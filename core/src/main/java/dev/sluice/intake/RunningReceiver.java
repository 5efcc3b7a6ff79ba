package dev.sluice.intake;

import dev.sluice.source.ReceiverSupervisor;
import java.time.Duration;

/** A receiver that runs here or elsewhere, as its input sees it. */
interface RunningReceiver<T> extends ReceiverSupervisor<T> {
    /** Starts the receiver. */
    void start();

    /**
     * Ends the receiver for good, and waits until it and its threads have ended.
     *
     * @return whether they did in time; if not, what they store is refused from now on all the same
     */
    boolean stop(Duration timeout);
}
