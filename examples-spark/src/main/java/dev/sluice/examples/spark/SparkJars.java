package dev.sluice.examples.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
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
 * @param home an empty directory that Spark's processes take for an installation
 * @param jar the jar of the examples
 */
record SparkJars(String classPath, Path home, Path jar) implements SparkPlace {
    private static final List<String> OF_THE_SCRIPT =
            List.of("--driver-java-options", "--driver-class-path", "--driver-library-path");
    private static final List<String> MASTERS = List.of("spark://", "local");

    static SparkJars besideThis() {
        Path jar = SparkPlace.jarOfExamples();
        Path directory = Objects.requireNonNull(jar.getParent());
        try (Stream<Path> files = Files.list(directory)) {
            String classPath = files.filter(file -> file.toString().endsWith(".jar") && !file.equals(jar))
                    .map(Path::toString)
                    .sorted()
                    .collect(Collectors.joining(java.io.File.pathSeparator));
            return new SparkJars(classPath, directory.resolve("home"), jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ProcessBuilder command(Submission submission) {
        check(submission);
        List<String> command = java("org.apache.spark.deploy.SparkSubmit", heap(submission));
        command.addAll(submission.commandLine(jar));
        return withEnvironment(command);
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

    private static List<String> heap(Submission submission) {
        String memory = submission.option("--driver-memory");
        return memory.isEmpty() ? List.of() : List.of("-Xmx" + memory);
    }

    /** The start of a command that runs a class of Spark's, with the options of this JVM. */
    private List<String> java(String type, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        Stream.of(JavaModuleOptions.defaultModuleOptionArray())
                .filter(option -> !option.startsWith("--add-modules"))
                .forEach(command::add);
        command.add("-Dlog4j2.configurationFile=" + SparkJars.class.getResource("log4j2.properties"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, type));
        return command;
    }

    private ProcessBuilder withEnvironment(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        try {
            Files.createDirectories(home.resolve("jars"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_DIST_CLASSPATH", classPath);
        return builder;
    }
}
