package dev.sluice.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkPlaceTest {
    private static final Submission MOODS = Submission.of(List.of("--master", "spark://h:1", "moods"));

    @TempDir
    private Path directory;

    @Test
    void anInstallationStartsProgramsWithItsOwnScript() throws Exception {
        Path script = Files.createDirectories(directory.resolve("bin")).resolve("spark-submit");
        assertThat(Files.createFile(script).toFile().setExecutable(true)).isTrue();

        assertThat(SparkPlace.of(Map.of("SPARK_HOME", directory.toString()))
                        .command(MOODS)
                        .command())
                .containsExactly(
                        script.toString(),
                        "--master",
                        "spark://h:1",
                        SparkPlace.jarOfExamples().toString(),
                        "moods");
    }

    @Test
    void anInstallationThatIsNoneIsRefused() {
        assertThatThrownBy(() -> SparkPlace.of(Map.of("SPARK_HOME", directory.toString())))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "SPARK_HOME=" + directory + " has no bin/spark-submit that can be run; correct it, or unset it"
                                + " to use the Spark that Maven brought");
    }

    @Test
    void withoutAnInstallationSparksJarsAreTheClassPathAndTheProgramIsNot() {
        SparkJars jars = new SparkJars("/lib/spark.jar", Path.of("/lib/examples.jar"), directory.resolve("home"));

        ProcessBuilder builder = jars.command(Submission.of(List.of("--driver-memory", "2g", "moods")));

        assertThat(builder.command())
                .endsWith(
                        "-cp",
                        "/lib/spark.jar",
                        "org.apache.spark.deploy.SparkSubmit",
                        "--driver-memory",
                        "2g",
                        "/lib/examples.jar",
                        "moods");
        assertThat(builder.command()).contains("-Xmx2g").doesNotContain("--add-modules=jdk.incubator.vector");
        assertThat(builder.environment())
                .containsEntry("SPARK_DIST_CLASSPATH", "/lib/spark.jar")
                .containsEntry("SPARK_HOME", directory.resolve("home").toString());
        assertThat(directory.resolve("home").resolve("jars")).isEmptyDirectory();
    }

    @Test
    void whatSparksJarsCannotDoIsRefused() {
        SparkJars jars = new SparkJars("", directory, directory);
        assertThatThrownBy(() -> jars.command(Submission.of(List.of("--master", "yarn", "moods"))))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("--master yarn: the Spark that Maven brought knows spark://host:port, ");
        assertThatThrownBy(() -> jars.command(Submission.of(List.of("--driver-class-path", "x", "moods"))))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "--driver-class-path is for Spark's own script; set SPARK_HOME to an installation of Spark");
    }
}
