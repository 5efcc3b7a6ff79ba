package dev.sluice.conformance.simulation;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import java.util.List;

/** Where records come from: a model that lives outside of all processes and remembers what was said to it. */
interface Feed {
    /** The stream of it in the program of a life. */
    DStream<Event> define(StreamingContext context, Moment life);

    /** The program runs. */
    default void started(StreamingContext context) throws InterruptedException {}

    /** So many more records come into being, and are handed over where that is the way of the feed. */
    void give(Moment life, int records);

    /** The life is over. */
    default void died(boolean inOrder) {}

    /** Finds what is wrong with the records that got into batches. */
    void judge(List<Cut> cuts, Findings findings);

    /** How many records came into being. */
    long given();
}
