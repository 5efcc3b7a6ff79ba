package dev.sluice.engine.spark;

import dev.sluice.engine.EngineSettings;
import dev.sluice.error.InvalidProgramException;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/** The use of a JVM's one SparkContext by one engine: a context of the user's is only borrowed. */
final class Lease implements AutoCloseable {
    private static final Object LOCK = new Object();

    private static @Nullable SparkContext made;
    private static int users;

    private final SparkContext context;
    private final boolean counted;
    private boolean closed;

    private Lease(SparkContext context, boolean counted) {
        this.context = context;
        this.counted = counted;
    }

    /** The active context, or one that is made now. */
    static Lease of(EngineSettings settings) {
        synchronized (LOCK) {
            SparkContext active = Spark.active();
            if (active == null) {
                active = make(settings);
                made = active;
                users = 0;
            }
            boolean counted = active == made;
            users += counted ? 1 : 0;
            return new Lease(active, counted);
        }
    }

    private static SparkContext make(EngineSettings settings) {
        SparkConf conf = new SparkConf()
                .setAppName(settings.name())
                .setMaster(SparkMaster.forSpark(settings.master()))
                .setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.scheduler.mode", "FAIR")
                // What a lost executor had is made again: asking it for a quarter of a minute holds up every batch.
                .setIfMissing("spark.shuffle.io.retryWait", "500ms");
        for (Map.Entry<String, String> option : settings.options().entrySet()) {
            if (option.getKey().startsWith("spark.")) {
                conf.set(option.getKey(), option.getValue());
            }
        }
        try {
            return new SparkContext(conf);
        } catch (Exception refused) { // Scala throws checked exceptions without saying so
            throw new InvalidProgramException(
                    "Spark could not be started with the master \"" + settings.master() + "\": " + refused.getMessage()
                            + "; correct the master or the options named spark.…",
                    refused);
        }
    }

    SparkContext context() {
        return context;
    }

    /** Whether the context goes on when this is closed. */
    boolean outlivesThis() {
        synchronized (LOCK) {
            return !counted || users > 1;
        }
    }

    /** Stops the context if it was made here and no other engine uses it. */
    @Override
    public void close() {
        synchronized (LOCK) {
            if (closed) {
                return;
            }
            closed = true;
            if (counted && context == made && --users == 0) {
                made = null;
                context.stop();
            }
        }
    }
}
