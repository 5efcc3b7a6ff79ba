package dev.sluice.hadoop;

import dev.sluice.StreamingContext;
import dev.sluice.batch.BatchInterval;
import dev.sluice.storage.Durability;

/** The program as a process, which prints each count until it is killed. */
final class SumsProcess {
    private SumsProcess() {}

    /** Takes the directory and the durability. */
    public static void main(String[] arguments) throws InterruptedException {
        try (StreamingContext context = Sums.define(
                Sums.builder("local[1]")
                        .batchInterval(BatchInterval.fixed(Sums.INTERVAL))
                        .checkpoint(arguments[0])
                        .durability(Durability.valueOf(arguments[1]))
                        .snapshotInterval(Sums.INTERVAL.multipliedBy(3)),
                count -> System.out.println("count " + count))) {
            context.start();
            context.awaitTermination();
        }
    }
}
