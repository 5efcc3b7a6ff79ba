package dev.sluice.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process of the measurement of batches: prints what it measured, a name and a number a line. */
final class BatchPart {
    private BatchPart() {}

    /** Measures what the arguments say. */
    public static void main(String[] arguments) throws InterruptedException {
        long began = System.nanoTime();
        switch (arguments[0]) {
            case "cost" -> TinyBatches.measure(number(arguments[1]), number(arguments[2]));
            case "start" -> start(began);
            case "idle" -> IdlePipelines.measure(number(arguments[1]), number(arguments[2]));
            case "latency" ->
                PacedRun.measure(arguments[1], Long.parseLong(arguments[2]), arguments[3], number(arguments[4]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0);
    }

    /** What is measured, in a few words. */
    static String describe(String part) {
        return switch (part) {
            case "cost" -> "back to back on one thread, after 30,000 batches";
            case "start" -> "a process of its own each time";
            case "idle" -> "each with a receiver that is silent and a state, batches of 1 s";
            case "interval" -> "a direct source of 1,000 records/s";
            default -> "from the moment a record is due to the end of its output; after 5 s";
        };
    }

    /** One line for people. */
    static String title(List<String> arguments) {
        return switch (arguments.get(0)) {
            case "cost" -> arguments.get(2) + " records, " + arguments.get(1) + " outputs";
            case "idle" -> arguments.get(1) + " pipelines";
            case "latency" ->
                arguments.get(2) + " records/s, " + arguments.get(1) + ", interval " + arguments.get(3) + " µs";
            default -> arguments.get(0);
        };
    }

    static void print(String name, double value) {
        System.out.printf(Locale.ROOT, "%s=%.3f%n", name, value);
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    private static void start(long main) throws InterruptedException {
        long mainMillis = System.currentTimeMillis();
        Logger logger = LoggerFactory.getLogger(BatchPart.class);
        logger.debug("logging is ready");
        long began = System.nanoTime();
        double logging = (began - main) / 1e6;
        try (TinyBatches tiny = TinyBatches.onTheClock()) {
            double started = millisSince(began);
            tiny.awaitBatch();
            double done = millisSince(began);
            print("JVM until main, ms", mainMillis - jvmStartMillis());
            print("logging until it is set up, ms", logging);
            print("from then until start() returned, ms", started);
            print("from then until first batch, ms", done);
            print("CPU of the process, ms", Machine.cpuSeconds() * 1e3);
        }
    }

    private static double jvmStartMillis() {
        return ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }
}
