package dev.sluice.conformance.simulation;

import dev.sluice.DStream;
import java.util.List;

/** An output of a program, over all lives. */
interface Output {
    /** The output of a stream in the program of a life. */
    void define(DStream<Event> stream, Moment life);

    /** Finds what is wrong with what arrived. */
    void judge(List<Cut> expected, Findings findings);
}
