package dev.sluice.benchmarks;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;

/** What a measurement ran on. */
final class Machine {
    private Machine() {}

    /** One line for people. */
    static String describe() {
        Runtime runtime = Runtime.getRuntime();
        String collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .collect(Collectors.joining(", "));
        return runtime.availableProcessors() + " processors, heap up to " + (runtime.maxMemory() >> 20) + " MB, Java "
                + Runtime.version() + ", " + collectors;
    }

    /** The heap in use after a full collection, in bytes. */
    static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
