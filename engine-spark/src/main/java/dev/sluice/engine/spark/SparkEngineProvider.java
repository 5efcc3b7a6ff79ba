package dev.sluice.engine.spark;

import dev.sluice.engine.Engine;
import dev.sluice.engine.EngineProvider;
import dev.sluice.engine.EngineSettings;
import java.util.Optional;

/**
 * Starts engines on Apache Spark: masters {@code spark://…}, {@code local-cluster[…]}, {@code yarn} and {@code k8s://…} as
 * Spark names them, and {@code spark:local[n]} for Spark's own threads in this JVM. Where a SparkContext is active in this
 * JVM it is used, whatever the master says, and left as it is; else one is made, and stopped with the last engine on it.
 */
public final class SparkEngineProvider implements EngineProvider {
    /** Called by {@link java.util.ServiceLoader}. */
    public SparkEngineProvider() {}

    /** What {@code spark-submit} leaves to the program that it starts. */
    @Override
    public Optional<String> masterOfProcess() {
        return Optional.ofNullable(System.getProperty("spark.master")).map(SparkMaster::ofSpark);
    }

    @Override
    public boolean accepts(String master) {
        return SparkMaster.isSpark(master);
    }

    @Override
    public Engine start(EngineSettings settings) {
        Lease lease = Lease.of(settings);
        try {
            return new EngineOnSpark(settings, lease);
        } catch (RuntimeException | Error e) {
            lease.close();
            throw e;
        }
    }
}
