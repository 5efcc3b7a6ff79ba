package dev.sluice.intake;

import java.io.Serializable;
import java.util.List;

/**
 * What the agent of a receiver tells its owner.
 *
 * @param sequence counts from 0; what is said again has the number it had
 * @param blocks what it took in, in order; nothing else is sent until this is taken or refused
 * @param events what happened since the report before
 * @param done whether the receiver has ended for good and all that it stored is taken
 */
record AgentReport(long sequence, List<AgentBlock> blocks, List<AgentEvent> events, boolean done)
        implements Serializable {
    /** A report with copies of the lists. */
    AgentReport {
        blocks = List.copyOf(blocks);
        events = List.copyOf(events);
    }
}
