package dev.sluice.conformance.architecture;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.sluice.StreamingContext;
import dev.sluice.engine.Engine;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.Storage;
import dev.sluice.testkit.StreamTester;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String SPARK_ENGINE = "dev.sluice.engine.spark";
    private static final String TIME_OF_THE_SYSTEM =
            "java.lang.System.(nanoTime|currentTimeMillis).*|java.time.\\w+.now\\(.*|java.time.Clock.system.*";
    private static final String SLEEP = "java.lang.Thread.sleep.*|java.util.concurrent.TimeUnit.sleep.*";
    private static final String NUMBERS_BY_CHANCE = "java.lang.Math.random.*|java.util.Random.<init>\\(\\)"
            + "|java.util.concurrent.ThreadLocalRandom.current.*|java.security.SecureRandom.<init>.*";
    private static final String NAMES_BY_CHANCE = "java.util.UUID.randomUUID.*";
    private static final String CLASSES_BY_NAME =
            "java.lang.Class.forName.*|java.lang.ClassLoader.(loadClass|defineClass).*"
                    + "|java.lang.reflect.Proxy.newProxyInstance.*";
    private static final String DISK = "java.nio.file.Files|java.io.File|java.io.File[A-Z].*"
            + "|java.io.RandomAccessFile|java.nio.channels.FileChannel|java.nio.channels.AsynchronousFileChannel";

    @Test
    void thereAreClassesToLookAt() {
        assertThat(Imported.MAIN).hasSizeGreaterThan(300);
        for (Class<?> type : List.of(StreamingContext.class, Engine.class, Storage.class, StreamTester.class)) {
            assertThat(Imported.MAIN.contain(type)).as("%s", type).isTrue();
        }
        assertThat(Imported.MAIN.contain(ArchitectureTest.class)).isFalse();
        assertThat(Imported.CONFORMANCE.contain(ArchitectureTest.class)).isTrue();
        assertThat(Imported.tests().contain(ArchitectureTest.class)).isTrue();
    }

    @Test
    void everyPackageHasAPlaceInTheOrder() {
        TreeSet<String> packages = new TreeSet<>();
        core(Imported.MAIN).forEach(type -> packages.add(type.getPackageName()));
        assertThat(packages).hasSizeGreaterThan(15).allMatch(Layers::isPlaced);
    }

    @Test
    void importsPointDownOnly() {
        assertThat(core(Imported.MAIN).flatMap(Layers::upwardImports)).isEmpty();
    }

    @Test
    void noPackagesDependOnEachOther() {
        slices().matching("dev.(**)").should().beFreeOfCycles().check(Imported.MAIN);
    }

    /** But for where programs ask for Spark's own view of a batch. */
    @Test
    void enginesKnowNothingOfStreams() {
        noClasses()
                .that()
                .resideInAPackage("dev.sluice.engine..")
                .and()
                .doNotHaveFullyQualifiedName(SPARK_ENGINE + ".SparkEngine")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.sluice",
                        "dev.sluice.batch",
                        "dev.sluice.intake",
                        "dev.sluice.operator",
                        "dev.sluice.source",
                        "dev.sluice.sink",
                        "dev.sluice.window",
                        "dev.sluice.state",
                        "dev.sluice.rdd")
                .check(Imported.MAIN);
    }

    @Test
    void theCoreKnowsNoEngineAndNoTestkit() {
        noClasses()
                .that(are("of the core", Layers::isCore))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.sluice.engine.local..", SPARK_ENGINE, "dev.sluice.testkit..", "dev.sluice.examples..")
                .check(Imported.MAIN);
    }

    @Test
    void onlyStorageTouchesTheDisk() {
        noClasses()
                .that(are("of the core and its engines outside of storage", ArchitectureTest::isKeptFromTheDisk))
                .should()
                .dependOnClassesThat(nameMatching(DISK))
                .check(Imported.MAIN);
    }

    private static boolean isKeptFromTheDisk(String packageName) {
        return (Layers.isPlaced(packageName) || packageName.startsWith("dev.sluice.engine"))
                && !packageName.equals("dev.sluice.storage");
    }

    @Test
    void onlyTheSystemsClockReadsTheTime() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.sluice.time", "dev.sluice.examples..")
                .should()
                .accessTargetWhere(accesses(TIME_OF_THE_SYSTEM))
                .check(Imported.MAIN);
    }

    @Test
    void nothingIsLeftToChance() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sluice.examples..")
                .should()
                .accessTargetWhere(accesses(NUMBERS_BY_CHANCE))
                .check(Imported.MAIN);
    }

    /** The processes of a cluster agree on no other names. */
    @Test
    void namesAreLeftToChanceOnAClusterOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.sluice.examples..", SPARK_ENGINE)
                .and()
                .doNotHaveFullyQualifiedName("dev.sluice.time.SystemIdentities")
                .should()
                .accessTargetWhere(accesses(NAMES_BY_CHANCE))
                .check(Imported.MAIN);
    }

    @Test
    void nobodySleeps() {
        noClasses().should().accessTargetWhere(accesses(SLEEP)).check(Imported.MAIN);
        noClasses().should().accessTargetWhere(accesses(SLEEP)).check(Imported.tests());
    }

    @Test
    void testsReadNoTimeButThroughAClock() {
        noClasses()
                .that()
                .resideInAPackage("dev.sluice.conformance..")
                .should()
                .accessTargetWhere(accesses(TIME_OF_THE_SYSTEM + "|" + NUMBERS_BY_CHANCE + "|" + NAMES_BY_CHANCE))
                .check(Imported.CONFORMANCE);
    }

    @Test
    void onlyTheCheckOfFunctionsReadsSerializedObjectsAndWhatGoesBetweenProcesses() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.sluice.strict", SPARK_ENGINE)
                .should()
                .dependOnClassesThat(nameMatching("java.io.ObjectInputStream|java.io.ObjectInput"))
                .check(Imported.MAIN);
    }

    @Test
    void onlyThePolicyOfTypesTheCommandLineAndWhatGoesBetweenProcessesFindClassesByTheirNames() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sluice.strict")
                .and()
                .doNotHaveFullyQualifiedName("dev.sluice.storage.TypePolicy")
                .and()
                .doNotHaveFullyQualifiedName("dev.sluice.tool.MainClass")
                .and()
                .doNotHaveFullyQualifiedName(SPARK_ENGINE + ".Wire$ByContext")
                .should()
                .accessTargetWhere(accesses(CLASSES_BY_NAME))
                .check(Imported.MAIN);
    }

    @Test
    void noClusterTypesAreNamed() {
        noClasses()
                .that()
                .resideOutsideOfPackage(SPARK_ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "scala..")
                .check(Imported.MAIN);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .check(Imported.MAIN);
    }

    @Test
    void errorsOfTheirOwnKindAreSluicesOwn() {
        classes()
                .that()
                .resideInAPackage("dev.sluice.error")
                .and()
                .haveSimpleNameEndingWith("Exception")
                .should()
                .beAssignableTo(SluiceException.class)
                .check(Imported.MAIN);
    }

    private static Stream<JavaClass> core(JavaClasses imported) {
        return imported.stream().filter(type -> !type.getPackageName().matches("dev.sluice.(testkit|examples).*"));
    }

    private static DescribedPredicate<JavaClass> are(String description, Predicate<String> ofPackage) {
        return DescribedPredicate.describe(description, type -> ofPackage.test(type.getPackageName()));
    }

    private static DescribedPredicate<JavaAccess<?>> accesses(String fullNames) {
        return DescribedPredicate.describe(
                "access " + fullNames,
                access -> access.getTarget().getFullName().matches(fullNames));
    }
}
