package dev.sluice.source;

import dev.sluice.engine.Engine;
import dev.sluice.event.StreamingListener;
import dev.sluice.time.Clock;
import dev.sluice.time.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * What an input works with.
 *
 * @param streamId the stream's number, in order of definition
 * @param name the stream's name
 * @param engine keeps its blocks
 * @param scheduler runs what is to happen later, for example the restart of a receiver
 * @param limits the bounds it keeps to
 * @param listener told of its receivers
 * @param log where records are written that the source cannot give again; null in a run without a directory
 * @param arrival told that records came, by an input that {@link Input#tells}; cheap, from any thread, holding no lock
 */
public record InputContext(
        int streamId,
        String name,
        Engine engine,
        Clock clock,
        Scheduler scheduler,
        InputLimits limits,
        StreamingListener listener,
        @Nullable RecordLog log,
        Runnable arrival) {
    /** What an input works with where nobody waits for records to come. */
    public InputContext(
            int streamId,
            String name,
            Engine engine,
            Clock clock,
            Scheduler scheduler,
            InputLimits limits,
            StreamingListener listener,
            @Nullable RecordLog log) {
        this(streamId, name, engine, clock, scheduler, limits, listener, log, () -> {});
    }

    /** What an input of a run without a directory works with. */
    public InputContext(
            int streamId,
            String name,
            Engine engine,
            Clock clock,
            Scheduler scheduler,
            InputLimits limits,
            StreamingListener listener) {
        this(streamId, name, engine, clock, scheduler, limits, listener, null);
    }

    /** The same without a log. */
    public InputContext withoutLog() {
        return new InputContext(streamId, name, engine, clock, scheduler, limits, listener, null, arrival);
    }
}
