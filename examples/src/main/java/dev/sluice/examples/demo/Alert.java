package dev.sluice.examples.demo;

import java.io.Serializable;
import java.time.Instant;

/**
 * Something to know about a tag.
 *
 * @param degrees the temperature that gave the alert; NaN where there is none
 */
record Alert(Instant time, String tag, What what, double degrees) implements Serializable {
    /** What happened. */
    enum What {
        HEARD,
        TOO_HOT,
        COOLED_DOWN,
        SILENT
    }
}
