package dev.sluice.batch;

import dev.sluice.time.Clock;
import dev.sluice.time.Scheduler;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What a run works with.
 *
 * @param scheduler runs ticks and retries
 * @param driver runs batches that are not small; one thread, or the caller's own
 * @param outOfMemory what is done at once where memory ran out in a batch; may end the process
 */
public record LoopParts(
        Clock clock,
        Scheduler scheduler,
        Executor driver,
        Listeners listeners,
        Consumer<OutOfMemoryError> outOfMemory) {}
