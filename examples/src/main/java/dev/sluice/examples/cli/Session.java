package dev.sluice.examples.cli;

import dev.sluice.StreamingContext;
import dev.sluice.batch.StopReport;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One run of a program from start to a graceful stop: after its time, at Ctrl-C, or at a failure. Ctrl-C is the usual
 * way to end a program that runs on, so it ends the process with 0.
 */
public final class Session {
    private final StreamingContext context;
    private final Consumer<StopReport> farewell;
    private boolean over;

    private Session(StreamingContext context, Consumer<StopReport> farewell) {
        this.context = context;
        this.farewell = farewell;
    }

    /** Runs a program that prints its results, and prints how it stopped. */
    public static int run(StreamingContext context, RunOptions options) throws InterruptedException {
        return run(context, options.limit(), report -> System.out.println(text(report)));
    }

    /**
     * Runs a program.
     *
     * @param limit how long; empty for ever
     * @param farewell told once how it stopped, on any thread, also when it failed
     * @return the exit code
     * @throws dev.sluice.error.SluiceException if the program failed
     */
    public static int run(StreamingContext context, Optional<Duration> limit, Consumer<StopReport> farewell)
            throws InterruptedException {
        return new Session(context, farewell).run(limit);
    }

    /** How a program stopped, in a line. */
    public static String text(StopReport report) {
        String left = report.batchesLeft() == 0 && report.recordsLeft() == 0
                ? "nothing was left undone"
                : report.batchesLeft() + " batches and " + report.recordsLeft() + " records were left";
        return (report.complete() ? "stopped in " : "not all stopped in ")
                + report.took().toMillis() + " ms; " + left;
    }

    private int run(Optional<Duration> limit) throws InterruptedException {
        Thread hook = new Thread(this::endWithProcess, "sluice-examples-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            context.start();
            if (limit.isPresent()) {
                boolean ignored = context.awaitTerminationOrTimeout(limit.get());
            } else {
                context.awaitTermination();
            }
        } finally {
            end();
        }
        return 0;
    }

    private void endWithProcess() {
        if (end()) {
            Runtime.getRuntime().halt(0);
        }
    }

    /** Stops and says so, once; returns whether this was the time, and went well. */
    private synchronized boolean end() {
        if (over) {
            return false;
        }
        over = true;
        StopReport report = context.stop(true);
        farewell.accept(report);
        return report.complete();
    }
}
