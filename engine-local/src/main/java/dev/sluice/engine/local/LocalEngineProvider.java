package dev.sluice.engine.local;

import dev.sluice.engine.Engine;
import dev.sluice.engine.EngineProvider;
import dev.sluice.engine.EngineSettings;
import dev.sluice.storage.TypeRegistry;
import dev.sluice.strict.RecordCheck;

/** Starts engines that compute inside this JVM: masters {@code local}, {@code local[n]} and {@code local[*]}. */
public final class LocalEngineProvider implements EngineProvider {
    /** Called by {@link java.util.ServiceLoader}. */
    public LocalEngineProvider() {}

    @Override
    public boolean accepts(String master) {
        return LocalMaster.isLocal(master);
    }

    @Override
    public Engine start(EngineSettings settings) {
        LocalMaster master =
                LocalMaster.parse(settings.master(), Runtime.getRuntime().availableProcessors());
        return new LocalEngine(settings.name(), master.workers(), Tuning.standard(), checks(settings));
    }

    private static Checks checks(EngineSettings settings) {
        if (!settings.strict()) {
            return Checks.NONE;
        }
        TypeRegistry declared = settings.types();
        TypeRegistry types = declared == null ? TypeRegistry.defaults() : declared;
        return new StrictChecks(new RecordCheck(types.codec()));
    }
}
