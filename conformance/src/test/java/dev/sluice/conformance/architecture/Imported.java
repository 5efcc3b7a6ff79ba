package dev.sluice.conformance.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The classes that the rules look at. */
final class Imported {
    private static final List<String> MODULES =
            List.of("core", "engine-local", "engine-spark", "testkit", "examples", "conformance", "storage-hadoop");

    private static final List<String> OF_TESTS =
            List.of("/conformance/", "/test-classes/", "/spark-cluster/", "/hdfs-server/");

    /** Everything that is published and on this class path, without tests: another engine runs these rules itself. */
    static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(location -> OF_TESTS.stream().noneMatch(location::contains))
            .importPackages("dev.sluice");

    /** The tests of this module. */
    static final JavaClasses CONFORMANCE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_ARCHIVES)
            .importPackages("dev.sluice.conformance");

    private Imported() {}

    /** The tests of all modules, as far as they are compiled. */
    static JavaClasses tests() {
        List<Path> compiled = new ArrayList<>();
        for (String module : MODULES) {
            Path tests = Path.of("..", module, "target", "test-classes");
            if (Files.isDirectory(tests)) {
                compiled.add(tests);
            }
        }
        return compiled.isEmpty() ? CONFORMANCE : new ClassFileImporter().importPaths(compiled);
    }
}
