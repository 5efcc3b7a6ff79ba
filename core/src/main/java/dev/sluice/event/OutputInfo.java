package dev.sluice.event;

import dev.sluice.data.Batch;
import java.time.Duration;
import java.util.Optional;

/**
 * One run of an output operation.
 *
 * @param id the operation's number, in order of definition
 * @param name the operation and its program line
 * @param duration how long it ran; empty while it runs
 * @param failure why it failed; empty otherwise
 */
public record OutputInfo(Batch batch, int id, String name, Optional<Duration> duration, Optional<Throwable> failure) {}
