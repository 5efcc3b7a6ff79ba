package dev.sluice.engine;

/** Makes engines of one kind; found through {@link java.util.ServiceLoader}. */
public interface EngineProvider {
    /** Whether this provider understands the master, for example {@code local[4]}. */
    boolean accepts(String master);

    /** Starts an engine. */
    Engine start(EngineSettings settings);
}
