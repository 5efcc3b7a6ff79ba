package dev.sluice.intake;

import dev.sluice.source.InputContext;
import dev.sluice.source.InputLimits;
import dev.sluice.time.Scheduler;

/**
 * What those who run a receiver must know of it, wherever that is.
 *
 * @param streamId the number of its stream
 * @param name what people know it by
 * @param scheduler runs what is to happen later
 * @param startsBefore how often it was started before, elsewhere
 */
record ReceiverTerms(int streamId, String name, InputLimits limits, Scheduler scheduler, long startsBefore) {
    /** A receiver that runs here from the beginning. */
    static ReceiverTerms of(InputContext context) {
        return new ReceiverTerms(
                context.streamId(), context.name(), context.limits(), context.scheduler(), ThreadStarts.NONE);
    }
}
