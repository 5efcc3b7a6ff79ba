package dev.sluice.batch;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of a batch that runs for long, once, with what the threads of the program are doing. Nothing is done to the batch:
 * it is never skipped. Guarded by the lock of the loop.
 */
final class Watchdog {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final String name;
    private final long patienceNanos;
    private long since;
    private boolean watching;

    Watchdog(String name, Duration patience) {
        this.name = name;
        this.patienceNanos = patience.toNanos();
    }

    void began(long nowNanos) {
        since = nowNanos;
        watching = true;
    }

    void ended() {
        watching = false;
    }

    /** Whether the running batch is to be told of now. */
    boolean isDue(long nowNanos) {
        boolean due = watching && nowNanos - since > patienceNanos;
        watching &= !due;
        return due;
    }

    /** What the threads of the program are doing; logged too. */
    String report(long batch) {
        StringBuilder text = new StringBuilder();
        Map<String, StackTraceElement[]> stacks = new TreeMap<>();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (thread.getName().startsWith("sluice-" + name + "-")) {
                stacks.put(thread.getName(), stack);
            }
        });
        stacks.forEach((thread, stack) -> {
            text.append(thread).append('\n');
            for (StackTraceElement element : stack) {
                text.append("    at ").append(element).append('\n');
            }
        });
        LOG.warn(
                "{}: batch {} has been running for more than {}:\n{}",
                name,
                batch,
                Duration.ofNanos(patienceNanos),
                text);
        return text.toString();
    }
}
