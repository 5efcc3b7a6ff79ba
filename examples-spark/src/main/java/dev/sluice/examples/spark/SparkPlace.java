package dev.sluice.examples.spark;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where Spark's own command is found that starts programs. */
interface SparkPlace {
    /** How to start this. */
    ProcessBuilder command(Submission submission);

    /** The installation that SPARK_HOME names; without one, the jars beside the one that this class is in. */
    static SparkPlace of(Map<String, String> environment) {
        String home = environment.getOrDefault("SPARK_HOME", "");
        return home.isEmpty() ? SparkJars.besideThis() : Installation.of(Path.of(home));
    }

    /** The jar that the examples are in. */
    static Path jarOfExamples() {
        try {
            return Path.of(SparkPlace.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An unpacked distribution of Spark. */
    record Installation(Path submit) implements SparkPlace {
        static Installation of(Path home) {
            Path submit = home.resolve("bin").resolve("spark-submit");
            if (!submit.toFile().canExecute()) {
                throw new RefusedException(
                        "SPARK_HOME=" + home + " has no bin/spark-submit that can be run; correct it,"
                                + " or unset it to use the Spark that Maven brought");
            }
            return new Installation(submit);
        }

        @Override
        public ProcessBuilder command(Submission submission) {
            List<String> command = submission.commandLine(jarOfExamples());
            command.add(0, submit.toString());
            return new ProcessBuilder(command);
        }
    }
}
