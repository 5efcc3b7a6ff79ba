package dev.sluice.conformance.simulation;

import dev.sluice.DStream;
import java.util.List;

/** An operator twice: as a program says it, and as a naive computation over all batches there were. */
interface Operation {
    DStream<Event> define(DStream<Event> stream);

    /**
     * What comes out of it.
     *
     * @param cuts all that goes in, by batch
     * @param phaseMillis the end of the interval before the first batch, of which slides are counted
     */
    List<Cut> expect(List<Cut> cuts, long phaseMillis);

    /** Whether the model knows in which order the records of a batch come out. */
    default boolean keepsOrder() {
        return false;
    }

    /** Whether what comes out depends on the order of the records of a batch. */
    default boolean needsOrder() {
        return false;
    }
}
