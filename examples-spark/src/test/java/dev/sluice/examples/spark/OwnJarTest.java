package dev.sluice.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.StreamingContext;
import dev.sluice.engine.spark.SparkEngine;
import dev.sluice.sparkcluster.LoopbackCluster;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.fory.Fory;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program in a jar with nothing but itself in it, and the jars of Sluice named beside it. */
@Tag("cluster")
class OwnJarTest {
    private static final int PATIENCE_MINUTES = 5;
    private static final List<Class<?>> IN_JARS_OF_SLUICE =
            List.of(StreamingContext.class, SparkEngine.class, Fory.class, NullMarked.class);

    @TempDir
    private Path directory;

    @Test
    void itRunsOnTheClusterThatSparkSubmitNames() throws Exception {
        SparkJars spark = new SparkJars(classPathOfSpark(), directory, directory.resolve("home"));
        Path said = directory.resolve("said");
        try (LoopbackCluster cluster = LoopbackCluster.start(spark.processes())) {
            Process driver = spark.command(submission(cluster.master(), spark))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            try {
                assertThat(driver.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                        .as("it ends")
                        .isTrue();
            } finally {
                driver.destroyForcibly().onExit().join();
            }
            assertThat(driver.exitValue()).as(Files.readString(said)).isZero();
        }
        assertThat(Files.readAllLines(said))
                .anyMatch(line -> line.matches("home 2 on [0-9]+"))
                .anyMatch(line -> line.matches("help 1 on [0-9]+"))
                .anyMatch(line -> line.matches("home 3 on [0-9]+"));
    }

    private Submission submission(String master, SparkJars spark) throws Exception {
        Path program = packed(
                source(OwnProgram.class),
                "own.jar",
                file -> file.getFileName().toString().startsWith("OwnProgram"));
        return Submission.of(List.of(
                "--master",
                master,
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.executor.extraJavaOptions=-Djava.io.tmpdir="
                        + spark.processes().temporary(),
                "--conf",
                "spark.sluice.workspace=" + directory.resolve("states"),
                "--executor-memory",
                "512m",
                "--jars",
                jarsOfSluice(),
                "--class",
                OwnProgram.class.getName(),
                program.toString()));
    }

    private String jarsOfSluice() throws Exception {
        StringBuilder jars = new StringBuilder();
        for (Class<?> type : IN_JARS_OF_SLUICE) {
            Path source = source(type);
            Path jar = Files.isDirectory(source) ? packed(source, type.getSimpleName() + ".jar", file -> true) : source;
            jars.append(jars.isEmpty() ? "" : ",").append(jar);
        }
        return jars.toString();
    }

    /** That of the tests without Sluice, its modules and what only it needs. */
    private static String classPathOfSpark() throws Exception {
        Path home = source(StreamingContext.class).getParent().getParent().getParent();
        Predicate<String> isSluices = entry -> Path.of(entry).startsWith(home)
                || IN_JARS_OF_SLUICE.stream().map(OwnJarTest::source).anyMatch(Path.of(entry)::equals);
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(isSluices.negate())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path source(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    private Path packed(Path classes, String name, Predicate<Path> chosen) throws IOException {
        Path jar = directory.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).filter(chosen).toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return jar;
    }
}
