package dev.sluice.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("cluster")
class ClusterDemoTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    @Test
    void aClusterThatLosesAWorkerLosesNothingAndLeavesNothing() throws Exception {
        assertThat(ClusterDemo.run(spark("dev.sluice.examples.spark.Examples"), 10, out))
                .as(said::toString)
                .isZero();

        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .anyMatch(line -> line.startsWith("--- killed one of the two workers"))
                .anyMatch(line -> line.matches(" checked .* alerts: nothing lost, nothing twice, .*"))
                .last()
                .isEqualTo("a worker was killed, and nothing was lost");
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void aDemoThatDoesNotStartEndsWithOneAndSaysWhy() throws Exception {
        assertThat(ClusterDemo.run(spark("no.such.Program"), 10, out)).isEqualTo(1);

        assertThat(said.toString(StandardCharsets.UTF_8)).contains("before a worker was killed", "no.such.Program");
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--seconds 5,'--seconds must be from 10 to 3600, but was 5'",
        "--seconds x,'''--seconds x'' is not --seconds N with a whole number'",
        "more,'''more'' is not --seconds N with a whole number'"
    })
    void whatCannotBeRunIsRefused(String typed, String reason) {
        assertThatThrownBy(() -> ClusterDemo.seconds(List.of(typed.split(" "))))
                .isInstanceOf(RefusedException.class)
                .hasMessage(reason);
    }

    /** The class path of the tests as Spark's, so the jar need only say which class the program is. */
    private SparkJars spark(String program) throws IOException {
        Path jar = directory.resolve("program.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, program);
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return new SparkJars(System.getProperty("java.class.path"), jar, directory);
    }
}
