package dev.sluice.examples.demo;

import java.time.Duration;

/** Shows the figures of a run again and again. For one thread at a time. */
interface View {
    /** The time between two showings. */
    Duration pause();

    /** Shows how things are. */
    void show(Figures figures);

    /** Shows how things were at the end, and leaves the terminal as it was found. */
    void end(Figures figures);
}
