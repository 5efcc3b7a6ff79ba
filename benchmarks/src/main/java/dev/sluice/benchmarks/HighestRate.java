package dev.sluice.benchmarks;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What is the highest rate that one pipeline holds without falling behind? */
@Command(
        name = "highest-rate",
        description = "Raises the rate of one pipeline until batches fall behind.",
        mixinStandardHelpOptions = true)
final class HighestRate implements Callable<Integer> {
    private static final double STEP = 1.25;
    private static final double KEPT_UP = 0.98;

    @Option(names = "--batch-millis", description = "Batch interval. Default: ${DEFAULT-VALUE}", defaultValue = "1")
    private long batchMillis;

    @Option(names = "--from", description = "The first rate. Default: ${DEFAULT-VALUE}", defaultValue = "500000")
    private long from;

    @Option(names = "--seconds", description = "How long at each rate. Default: ${DEFAULT-VALUE}", defaultValue = "20")
    private int seconds;

    @Override
    public Integer call() throws InterruptedException {
        System.out.println(Machine.describe());
        long held = 0;
        for (double rate = from; holds((long) rate); rate *= STEP) {
            held = (long) rate;
        }
        System.out.printf("highest rate held at batches of %d ms: %d records/s%n", batchMillis, held);
        return 0;
    }

    private boolean holds(long rate) throws InterruptedException {
        LoadRun run = new LoadRun("highest", rate, Duration.ofMillis(batchMillis), SteadyLoad.processors());
        run.start();
        run.await(Duration.ofSeconds(seconds));
        run.interval();
        long before = run.batches();
        run.await(Duration.ofSeconds(seconds));
        long expected = Duration.ofSeconds(seconds).toMillis() / batchMillis;
        long done = run.batches() - before;
        boolean held = done >= KEPT_UP * expected;
        System.out.printf(
                "%9d records/s: %d of %d batches in time, %s | %s%n",
                rate, done, expected, held ? "held" : "not held", run.interval());
        System.out.println("    " + run.finish());
        return held;
    }
}
