package dev.sluice.engine.spark;

import dev.sluice.error.SluiceException;
import dev.sluice.plan.Origin;
import dev.sluice.plan.UserCode;
import org.jspecify.annotations.Nullable;

/** Finds the program's own failure in what Spark says of a job. */
final class Failures {
    /** Causes may go round in a circle. */
    private static final int CAUSES_MAX = 100;

    private Failures() {}

    /** The typed failure in the causes, or one that says what Spark said. */
    static SluiceException of(Throwable thrown, String group, Origin origin) {
        Throwable reported = reported(thrown);
        UserCode.rethrowIfFatal(reported);
        return reported instanceof SluiceException known
                ? known
                : new SluiceException(group + ": a job over " + origin + " failed on Spark: " + thrown, thrown);
    }

    private static Throwable reported(Throwable thrown) {
        @Nullable Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            if (cause instanceof Report report) {
                return report.failure();
            }
            if (cause instanceof SluiceException) {
                return cause;
            }
            cause = cause.getCause();
        }
        return thrown;
    }
}
