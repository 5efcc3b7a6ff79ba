package dev.sluice.peers.workload;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Where a contender is at some moment.
 *
 * @param records of all sources
 * @param cpu seconds that the process has used, of all threads
 */
record Mark(long records, long nanos, double cpu) {
    static Mark at(long records, long nanos) {
        return new Mark(
                records,
                nanos,
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9);
    }
}
