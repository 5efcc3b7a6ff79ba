package dev.sluice.examples.spark;

/** An example as spark-submit runs it: a system property names the master. */
final class Submitted {
    private static final String MASTER = "spark.master";

    private Submitted() {}

    /** Runs it for two seconds; how it ended. */
    static int run(String example) {
        System.setProperty(MASTER, "local[2]");
        try {
            return Examples.commandLine().execute(example, "--seconds", "2", "--batch-interval", "500ms");
        } finally {
            System.clearProperty(MASTER);
        }
    }
}
