package dev.sluice.engine;

import java.util.Optional;

/** Makes engines of one kind; found through {@link java.util.ServiceLoader}. */
public interface EngineProvider {
    /** The master that this process was started for by others, for a program that names none. */
    default Optional<String> masterOfProcess() {
        return Optional.empty();
    }

    /** Whether this provider understands the master, for example {@code local[4]}. */
    boolean accepts(String master);

    /** Starts an engine. */
    Engine start(EngineSettings settings);
}
