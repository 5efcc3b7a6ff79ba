package dev.sluice.engine.spark;

/** Which masters name this engine, and what Spark is told of them. */
final class SparkMaster {
    private static final String STANDALONE = "spark://";
    private static final String PREFIX = "spark:";

    private SparkMaster() {}

    static boolean isSpark(String master) {
        return master.startsWith(PREFIX)
                || master.startsWith("local-cluster[")
                || master.equals("yarn")
                || master.startsWith("k8s://");
    }

    /** What Spark calls so in the words of a program. */
    static String ofSpark(String master) {
        return isSpark(master) ? master : PREFIX + master;
    }

    /** The master in Spark's own words: {@code spark:local[2]} is its {@code local[2]}. */
    static String forSpark(String master) {
        return master.startsWith(PREFIX) && !master.startsWith(STANDALONE) ? master.substring(PREFIX.length()) : master;
    }
}
