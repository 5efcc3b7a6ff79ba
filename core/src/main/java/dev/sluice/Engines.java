package dev.sluice;

import dev.sluice.engine.Engine;
import dev.sluice.engine.EngineProvider;
import dev.sluice.error.InvalidProgramException;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds the engine that a master names. */
final class Engines {
    private Engines() {}

    /** The master of a program that names none: what its process was started for, else all cores of this JVM. */
    static String masterDefault() {
        for (EngineProvider provider : ServiceLoader.load(EngineProvider.class)) {
            Optional<String> master = provider.masterOfProcess();
            if (master.isPresent()) {
                return master.get();
            }
        }
        return "local[*]";
    }

    static Engine start(ContextOptions options) {
        String master = options.engine().master();
        for (EngineProvider provider : ServiceLoader.load(EngineProvider.class)) {
            if (provider.accepts(master)) {
                return provider.start(options.engine());
            }
        }
        throw new InvalidProgramException("no engine on the class path understands the master \"" + master
                + "\"; local[*] needs the artifact dev.sluice:sluice");
    }
}
