package dev.sluice.event;

import java.util.Optional;

/**
 * A receiver.
 *
 * @param streamId the number of its stream
 * @param name its name, for example {@code socket localhost:9999}
 * @param active whether it is running now
 * @param starts how often it was started
 * @param message what it said last of itself, for example of an error
 * @param error the last error
 * @param location the process that runs it, by host; empty where that is the program's own
 */
public record ReceiverInfo(
        int streamId,
        String name,
        boolean active,
        long starts,
        String message,
        Optional<Throwable> error,
        String location) {}
