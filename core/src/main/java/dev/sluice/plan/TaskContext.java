package dev.sluice.plan;

import org.jspecify.annotations.Nullable;

/**
 * What a step knows while it runs.
 *
 * @param partition the number of the partition
 * @param faults decides what becomes of a record whose function threw
 */
public record TaskContext(int partition, FaultHandler faults) {
    /**
     * Reports that the program's function threw on a record. Returns where the record is to be left out, and throws
     * where the batch is to fail.
     */
    public void failed(Origin origin, @Nullable Object record, Throwable cause) throws Exception {
        faults.failed(origin, record, cause);
    }
}
