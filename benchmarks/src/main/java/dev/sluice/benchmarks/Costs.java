package dev.sluice.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a thread has used.
 *
 * @param threadNanos CPU time of the thread
 * @param processNanos CPU time of all threads, the collector's too
 * @param bytes allocated by the thread
 */
record Costs(double threadNanos, double processNanos, double bytes) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Of the current thread, so far. */
    static Costs now() {
        return new Costs(
                THREADS.getCurrentThreadCpuTime(),
                Machine.cpuSeconds() * 1e9,
                THREADS.getCurrentThreadAllocatedBytes());
    }

    /** What was used since, for each of so many things done. */
    Costs since(Costs before, long done) {
        return new Costs(
                (threadNanos - before.threadNanos) / done,
                (processNanos - before.processNanos) / done,
                (bytes - before.bytes) / done);
    }

    static String medians(List<Costs> costs) {
        return String.format(
                "%6.1f ns, %6.1f with the collector, %5.1f bytes allocated an update",
                median(costs, Costs::threadNanos), median(costs, Costs::processNanos), median(costs, Costs::bytes));
    }

    private static double median(List<Costs> costs, ToDoubleFunction<Costs> field) {
        return costs.stream()
                .mapToDouble(field)
                .sorted()
                .skip(costs.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
