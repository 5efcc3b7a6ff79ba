package dev.sluice.engine.local;

import dev.sluice.plan.Emitter;

/** Takes records, and knows how many. Used by one thread at a time. */
interface Passage<T> extends Emitter<T> {
    /** How many records have come. */
    long passed();
}
