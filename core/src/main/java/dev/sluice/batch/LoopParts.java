package dev.sluice.batch;

import dev.sluice.time.Clock;
import dev.sluice.time.Scheduler;
import java.util.concurrent.Executor;

/**
 * What a run works with.
 *
 * @param scheduler runs ticks and retries
 * @param driver runs batches that are not small; one thread, or the caller's own
 */
public record LoopParts(Clock clock, Scheduler scheduler, Executor driver, Listeners listeners) {}
