package dev.sluice.benchmarks;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Is a long run steady: is the heap flat, is no batch lost, do delays stay as they are? */
@Command(
        name = "steady",
        description = "One pipeline for a long time: live heap, batches, delays, and the answer checked.",
        mixinStandardHelpOptions = true)
final class SteadyLoad implements Callable<Integer> {
    @Option(names = "--seconds", description = "How long. Default: ${DEFAULT-VALUE}", defaultValue = "600")
    private int seconds;

    @Option(names = "--rate", description = "Records a second. Default: ${DEFAULT-VALUE}", defaultValue = "100000")
    private long rate;

    @Option(names = "--batch-millis", description = "Batch interval. Default: ${DEFAULT-VALUE}", defaultValue = "1")
    private long batchMillis;

    @Option(names = "--lines", description = "How many lines to print. Default: ${DEFAULT-VALUE}", defaultValue = "20")
    private int lines;

    @Override
    public Integer call() throws InterruptedException {
        System.out.println(Machine.describe());
        System.out.printf("%d records/s, batches of %d ms, %d s%n", rate, batchMillis, seconds);
        LoadRun run = new LoadRun("steady", rate, Duration.ofMillis(batchMillis), processors());
        run.start();
        Duration pause = Duration.ofSeconds(seconds).dividedBy(lines);
        for (int line = 1; line <= lines; line++) {
            run.await(pause);
            Delays.Summary delays = run.interval();
            System.out.printf(
                    "%5d s: %8d batches, %11d records, live heap %4d MB | %s%n",
                    pause.multipliedBy(line).toSeconds(),
                    run.batches(),
                    run.records(),
                    Machine.liveHeap() >> 20,
                    delays);
        }
        System.out.println(run.finish());
        return 0;
    }

    static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }
}
