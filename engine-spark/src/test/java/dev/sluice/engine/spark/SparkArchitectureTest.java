package dev.sluice.engine.spark;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** Where Spark and Scala are named. What holds for every module is tested for this one with the contract. */
class SparkArchitectureTest {
    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.sluice.engine.spark");

    /** What Spark itself promises to programs: the rest of it is for Spark. */
    private static final Set<String> OPEN_TO_ALL = Set.of(
            "org.apache.spark.Dependency",
            "org.apache.spark.NarrowDependency",
            "org.apache.spark.Partition",
            "org.apache.spark.Partitioner",
            "org.apache.spark.SparkConf",
            "org.apache.spark.SparkContext",
            "org.apache.spark.TaskContext",
            "org.apache.spark.broadcast.Broadcast",
            "org.apache.spark.rdd.RDD",
            "org.apache.spark.scheduler.SparkListener",
            "org.apache.spark.scheduler.SparkListenerExecutorRemoved",
            "org.apache.spark.scheduler.SparkListenerInterface",
            "org.apache.spark.storage.StorageLevel",
            "org.apache.spark.util.AccumulatorV2",
            "org.apache.spark.util.LongAccumulator");

    @Test
    void thereAreClassesToLookAt() {
        assertThat(ENGINE).hasSizeGreaterThan(50);
        assertThat(ENGINE.contain(SparkArchitectureTest.class)).isFalse();
        assertThat(ENGINE.get(Spark.class).getDirectDependenciesFromSelf())
                .extracting(dependency -> dependency.getTargetClass().getName())
                .contains(SparkEnv.class.getName(), "scala.collection.Iterator");
    }

    @Test
    void scalaIsNamedWhereItIsAdaptedOnly() {
        noClasses()
                .that(areNot(
                        "the adapters, or made of Spark's own classes",
                        Spark.class,
                        Post.class,
                        ExecutorStore.class,
                        StageRdd.class,
                        ErrandRdd.class,
                        PartitionNumbers.class))
                .should()
                .dependOnClassesThat(describe("are Scala's, but for pairs", type -> isScala(type) && !isPair(type)))
                .check(ENGINE);
    }

    @Test
    void pairsOfScalaAreNamedWhereRecordsAreExchangedOnly() {
        noClasses()
                .that(areNot(
                        "the adapter, or of the exchange",
                        Spark.class,
                        SparkEngine.class,
                        DealWork.class,
                        Outbox.class,
                        Gathering.class))
                .should()
                .dependOnClassesThat(describe("are Scala's pairs", SparkArchitectureTest::isPair))
                .check(ENGINE);
    }

    @Test
    void whatSparkKeepsForItselfIsUsedByTheAdaptersOnly() {
        noClasses()
                .that(areNot("the adapters", Spark.class, Post.class, ExecutorStore.class))
                .should()
                .dependOnClassesThat(describe("are for Spark itself", type -> isSpark(type) && !isOpen(type)))
                .check(ENGINE);
    }

    @Test
    void objectsThatWereSerializedAreReadWhereTheyCameFromThisRun() {
        noClasses()
                .that(areNot("what goes between processes", Carried.class, Records.class, Report.class, Wire.class))
                .should()
                .dependOnClassesThat(describe("read objects", type -> type.isAssignableTo(java.io.ObjectInput.class)))
                .check(ENGINE);
    }

    @Test
    void programsSeeSparkInOneClassOnly() {
        assertThat(promised(SparkEngine.class)).anyMatch(SparkArchitectureTest::isForeign);
        assertThat(publicTypes()
                        .filter(type -> !type.isEquivalentTo(SparkEngine.class))
                        .filter(type -> promised(type).anyMatch(SparkArchitectureTest::isForeign)))
                .isEmpty();
    }

    @Test
    void nobodyInheritsWhatIsPublic() {
        assertThat(publicTypes())
                .isNotEmpty()
                .allMatch(type -> type.getModifiers().contains(JavaModifier.FINAL));
    }

    /** What is nested in a type that is not public is none of these. */
    private static Stream<JavaClass> publicTypes() {
        return ENGINE.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC));
    }

    private static Stream<JavaClass> promised(Class<?> type) {
        return promised(ENGINE.get(type));
    }

    /** The types in what a class promises: what it is, and its public members. */
    private static Stream<JavaClass> promised(JavaClass type) {
        Stream<JavaClass> members = type.getMembers().stream()
                .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(SparkArchitectureTest::named);
        return Stream.concat(
                Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream()), members);
    }

    private static Stream<JavaClass> named(JavaMember member) {
        if (member instanceof JavaCodeUnit unit) {
            return Stream.concat(
                    unit.getReturnType().getAllInvolvedRawTypes().stream(),
                    unit.getParameterTypes().stream()
                            .flatMap(parameter -> parameter.getAllInvolvedRawTypes().stream()));
        }
        return member.getAllInvolvedRawTypes().stream();
    }

    private static boolean isForeign(JavaClass type) {
        return isSpark(type) || isScala(type);
    }

    private static boolean isSpark(JavaClass type) {
        return type.getBaseComponentType().getPackageName().startsWith("org.apache.spark");
    }

    private static boolean isScala(JavaClass type) {
        return type.getBaseComponentType().getPackageName().matches("scala(\\..*)?");
    }

    private static boolean isPair(JavaClass type) {
        return type.isEquivalentTo(Tuple2.class);
    }

    private static boolean isOpen(JavaClass type) {
        JavaClass element = type.getBaseComponentType();
        return OPEN_TO_ALL.contains(element.getName())
                || element.getPackageName().startsWith("org.apache.spark.api.java");
    }

    private static DescribedPredicate<JavaClass> areNot(String what, Class<?>... exempt) {
        return describe(
                "are not " + what,
                type -> Stream.of(exempt)
                        .noneMatch(each ->
                                type.isEquivalentTo(each) || type.getName().startsWith(each.getName() + "$")));
    }
}
