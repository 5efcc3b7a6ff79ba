package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;

/** Runs a program in a JVM of its own, for the JVM of the tests has its one SparkContext already. */
final class OwnProcess {
    private static final int PATIENCE_MINUTES = 10;

    private OwnProcess() {}

    /** What a program says until it ends well. Its only argument is a directory in which there is nothing yet. */
    static List<String> linesOf(Class<?> program, Path directory) throws IOException, InterruptedException {
        Path said = directory.resolve("said");
        Process process = new ProcessBuilder(command(program, directory.resolve("own")))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                    .as("it ends")
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readAllLines(said);
    }

    /** Called by such a program: says of each line of two lists whether it is the same, or differs. */
    static void tellWhetherSame(List<String> lines, List<String> expected) {
        for (int i = 0; i < expected.size(); i++) {
            boolean same = expected.get(i).equals(lines.get(i));
            System.out.println(same ? "same " + lines.get(i) : "differs " + lines.get(i) + " not " + expected.get(i));
        }
    }

    static List<String> command(Class<?> program, Path argument) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split(" "))); // Kryo needs them
        command.addAll(List.of(
                "-Xmx512m",
                "-Dlog4j2.configurationFile=classpath:dev/sluice/sparkcluster/log4j2.properties",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                argument.toString()));
        return command;
    }
}
