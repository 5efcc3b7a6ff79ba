package dev.sluice.source;

import dev.sluice.engine.Engine;
import dev.sluice.event.StreamingListener;
import dev.sluice.time.Clock;
import dev.sluice.time.Scheduler;

/**
 * What an input works with.
 *
 * @param streamId the stream's number, in order of definition
 * @param name the stream's name
 * @param engine keeps its blocks
 * @param scheduler runs what is to happen later, for example the restart of a receiver
 * @param limits the bounds it keeps to
 * @param listener told of its receivers
 */
public record InputContext(
        int streamId,
        String name,
        Engine engine,
        Clock clock,
        Scheduler scheduler,
        InputLimits limits,
        StreamingListener listener) {}
