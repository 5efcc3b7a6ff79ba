package dev.sluice.intake;

import java.time.Duration;

/** The pauses between starts: doubled at each failure in a row, up to a longest one. */
final class BackOff {
    private final Duration min;
    private final Duration max;
    private Duration next;

    BackOff(Duration min, Duration max) {
        this.min = min;
        this.max = max;
        this.next = min;
    }

    /** The pause after a failure. */
    Duration next() {
        Duration pause = next.compareTo(max) > 0 ? max : next;
        next = pause.compareTo(max) >= 0 ? max : pause.multipliedBy(2);
        return pause;
    }

    /** The last start did something useful. */
    void reset() {
        next = min;
    }
}
