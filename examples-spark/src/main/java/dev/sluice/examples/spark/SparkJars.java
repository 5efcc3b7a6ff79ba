package dev.sluice.examples.spark;

import dev.sluice.sparkcluster.SparkProcesses;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * Spark as the jars that Maven brought: no installation, but all that a standalone cluster and its programs need.
 *
 * @param classPath Spark's jars
 * @param jar the jar of the examples
 * @param home a directory that Spark takes for an installation
 */
record SparkJars(String classPath, Path jar, Path home) implements SparkPlace {
    private static final List<String> OF_THE_SCRIPT =
            List.of("--driver-java-options", "--driver-class-path", "--driver-library-path");
    private static final List<String> MASTERS = List.of("spark://", "local");
    private static final URL LOG = Objects.requireNonNull(SparkJars.class.getResource("log4j2.properties"));

    /** The jars that are in one directory with the jar that this class is in. */
    static SparkJars besideThis() {
        Path jar = SparkPlace.jarOfExamples();
        Path directory = Objects.requireNonNull(jar.getParent());
        try (Stream<Path> files = Files.list(directory)) {
            String classPath = files.filter(file -> file.toString().endsWith(".jar") && !file.equals(jar))
                    .map(Path::toString)
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
            return new SparkJars(classPath, jar, directory.resolve("home"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same jars with another directory. */
    SparkJars in(Path otherHome) {
        return new SparkJars(classPath, jar, otherHome);
    }

    SparkProcesses processes() {
        return new SparkProcesses(classPath, home);
    }

    @Override
    public ProcessBuilder command(Submission submission) {
        check(submission);
        return processes()
                .java(options(submission), LOG, "org.apache.spark.deploy.SparkSubmit", submission.commandLine(jar));
    }

    private static void check(Submission submission) {
        String master = submission.master();
        if (!master.isEmpty() && MASTERS.stream().noneMatch(master::startsWith)) {
            throw new RefusedException("--master " + master + ": the Spark that Maven brought knows spark://host:port,"
                    + " local-cluster[…] and local[…]; for others set SPARK_HOME to an installation of Spark");
        }
        for (String option : OF_THE_SCRIPT) {
            if (!submission.option(option).isEmpty()) {
                throw new RefusedException(
                        option + " is for Spark's own script; set SPARK_HOME to an installation of Spark");
            }
        }
    }

    /** Those of this JVM, those that Spark's own script gives, and what the submission says of the heap. */
    private static List<String> options(Submission submission) {
        List<String> options =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        Stream.of(JavaModuleOptions.defaultModuleOptionArray())
                .filter(option -> !option.startsWith("--add-modules"))
                .forEach(options::add);
        String memory = submission.option("--driver-memory");
        if (!memory.isEmpty()) {
            options.add("-Xmx" + memory);
        }
        return options;
    }
}
