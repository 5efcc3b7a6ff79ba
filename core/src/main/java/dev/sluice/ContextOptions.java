package dev.sluice;

import dev.sluice.batch.RunSettings;
import dev.sluice.engine.EngineSettings;
import dev.sluice.event.StreamingListener;
import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a builder was told, checked.
 *
 * @param remember how long every stream's data is kept at least
 * @param checkpoint the directory; null for none
 * @param replay that a recorded batch is run again instead; null for an ordinary run
 * @param clock winds the context by hand; null for the system's time
 */
record ContextOptions(
        RunSettings run,
        EngineSettings engine,
        Duration remember,
        Duration stopTimeout,
        boolean gracefulOnShutdown,
        boolean haltOnOutOfMemory,
        List<StreamingListener> listeners,
        @Nullable CheckpointOptions checkpoint,
        @Nullable ReplayOptions replay,
        @Nullable ManualClock clock) {}
