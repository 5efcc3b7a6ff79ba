package dev.sluice.conformance.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The order of the packages of the core, from the top: a package may import from lower lines only. */
final class Layers {
    private static final List<Set<String>> FROM_THE_TOP = List.of(
            Set.of("dev.sluice.tool"),
            Set.of("dev.sluice"),
            Set.of("dev.sluice.batch"),
            Set.of("dev.sluice.intake"),
            Set.of("dev.sluice.journal"),
            Set.of("dev.sluice.operator"),
            Set.of("dev.sluice.window", "dev.sluice.state", "dev.sluice.source", "dev.sluice.sink"),
            Set.of("dev.sluice.rdd"),
            Set.of("dev.sluice.engine"),
            Set.of("dev.sluice.plan"),
            Set.of("dev.sluice.snapshot"),
            Set.of("dev.sluice.file", "dev.sluice.text", "dev.sluice.strict", "dev.sluice.log"),
            Set.of("dev.sluice.table", "dev.sluice.event", "dev.sluice.storage"),
            Set.of("dev.sluice.time"),
            Set.of("dev.sluice.data"),
            Set.of("dev.sluice.function", "dev.sluice.error"));

    private static final Set<String> ENGINES = Set.of("dev.sluice.engine.local", "dev.sluice.engine.spark");

    private Layers() {}

    static boolean isPlaced(String packageName) {
        return ENGINES.contains(packageName) || isCore(packageName);
    }

    static boolean isCore(String packageName) {
        return layer(packageName) >= 0;
    }

    /** What a class imports from packages that are not below its own, in words. */
    static Stream<String> upwardImports(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> isUpward(
                        type.getPackageName(),
                        dependency.getTargetClass().getBaseComponentType().getPackageName()))
                .map(Dependency::getDescription);
    }

    private static boolean isUpward(String from, String to) {
        return !from.equals(to) && !ENGINES.contains(from) && layer(to) >= 0 && layer(to) <= layer(from);
    }

    private static int layer(String packageName) {
        for (int layer = 0; layer < FROM_THE_TOP.size(); layer++) {
            if (FROM_THE_TOP.get(layer).contains(packageName)) {
                return layer;
            }
        }
        return -1;
    }
}
