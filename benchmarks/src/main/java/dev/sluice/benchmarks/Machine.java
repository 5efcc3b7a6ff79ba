package dev.sluice.benchmarks;

import com.sun.management.OperatingSystemMXBean;
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
                + Runtime.version() + ", " + collectors + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + String.format(", load average %.1f", load());
    }

    /** The CPU time that this process has used, in seconds, of all threads and the collector. */
    static double cpuSeconds() {
        return system().getProcessCpuTime() / 1e9;
    }

    /** How many processes wanted a processor in the last minute. */
    static double load() {
        return system().getSystemLoadAverage();
    }

    private static OperatingSystemMXBean system() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }

    /** The heap in use after a full collection, in bytes. */
    static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
