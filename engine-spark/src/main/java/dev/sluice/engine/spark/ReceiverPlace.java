package dev.sluice.engine.spark;

import dev.sluice.engine.EngineSettings;
import dev.sluice.error.InvalidProgramException;
import org.apache.spark.SparkContext;

/** Where receivers run. */
enum ReceiverPlace {
    /** Beside the tasks. */
    EXECUTORS,
    /** In the program's process. */
    DRIVER;

    /** The option of Spark that says so. */
    static final String OPTION = "spark.sluice.receivers";

    /** What the option says; on executors if it says nothing, unless tasks run in the driver anyway. */
    static ReceiverPlace of(EngineSettings settings, SparkContext context) {
        String usual = context.isLocal() ? "driver" : "executors";
        String said = settings.options().getOrDefault(OPTION, context.conf().get(OPTION, usual));
        return switch (said) {
            case "driver" -> DRIVER;
            case "executors" -> EXECUTORS;
            default ->
                throw new InvalidProgramException(
                        OPTION + " is \"" + said + "\", but must be \"executors\" or \"driver\"");
        };
    }
}
