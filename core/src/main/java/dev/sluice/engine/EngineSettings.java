package dev.sluice.engine;

import dev.sluice.storage.Location;
import dev.sluice.storage.TypeRegistry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an engine is to be started.
 *
 * @param name the program's name, used in thread names
 * @param master which engine and how large, for example {@code local[*]}
 * @param strict whether functions and sampled records are checked to be serializable
 * @param types which classes of records may be serialized, for strict mode; null for {@link TypeRegistry#defaults}
 * @param workspace where the processes of an engine may leave files for each other; null where the program named no
 *     directory
 * @param options further options, by name
 */
public record EngineSettings(
        String name,
        String master,
        boolean strict,
        @Nullable TypeRegistry types,
        @Nullable Location workspace,
        Map<String, String> options) {
    /** Settings with a copy of the options. */
    public EngineSettings {
        options = Map.copyOf(options);
    }

    /** Settings of a program that declares no classes: records, enums and JDK values may be serialized. */
    public EngineSettings(String name, String master, boolean strict, Map<String, String> options) {
        this(name, master, strict, null, null, options);
    }
}
