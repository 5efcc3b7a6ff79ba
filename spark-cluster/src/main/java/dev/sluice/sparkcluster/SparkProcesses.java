package dev.sluice.sparkcluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How processes of Spark are started where it is not installed.
 *
 * @param classPath Spark's jars
 * @param home a directory that Spark takes for its installation, and for what it writes; made where it is missing
 */
public record SparkProcesses(String classPath, Path home) {
    /** Makes the directories. */
    public SparkProcesses {
        for (String inside : List.of("jars", "local", "tmp")) {
            makeDirectories(home.resolve(inside));
        }
    }

    private static void makeDirectories(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A process that runs a class, not started yet.
     *
     * @param log4j what is logged, and where
     */
    public ProcessBuilder java(List<String> jvmOptions, URL log4j, String type, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-Djava.io.tmpdir=" + temporary());
        command.add("-Dlog4j2.configurationFile=" + log4j);
        command.addAll(List.of("-cp", classPath, type));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_DIST_CLASSPATH", classPath);
        builder.environment().put("SPARK_LOCAL_DIRS", home.resolve("local").toString());
        return builder;
    }

    /** The same of a process that ends with this one; its input is not for other use. */
    ProcessBuilder leashed(List<String> jvmOptions, URL log4j, String type, List<String> arguments) {
        List<String> behind = new ArrayList<>(List.of(type));
        behind.addAll(arguments);
        return new SparkProcesses(classPath + File.pathSeparator + own(), home)
                .java(jvmOptions, log4j, Leash.class.getName(), behind);
    }

    private static Path own() {
        try {
            return Path.of(SparkProcesses.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where these processes put what they need for a while. */
    public Path temporary() {
        return home.resolve("tmp");
    }
}
