package dev.sluice.peers.sparkkafka;

import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/** The lengths of all records of a topic, added up. */
@SuppressWarnings("deprecation") // all of Spark Streaming is deprecated
final class Lengths {
    private static final int VALUE_BYTES = 100;
    private static final LongAdder RECORDS = new LongAdder();
    private static final LongAdder BYTES = new LongAdder();
    private static volatile long firstNanos;

    private Lengths() {}

    static void define(JavaStreamingContext context, Broker broker, String topic) {
        RECORDS.reset();
        BYTES.reset();
        firstNanos = 0;
        broker.stream(context, topic, 0)
                .map(record -> {
                    if (firstNanos == 0) {
                        firstNanos = System.nanoTime();
                    }
                    return (long) record.value().length;
                })
                .foreachRDD(rdd -> rdd.foreachPartition(lengths -> {
                    long count = 0;
                    long bytes = 0;
                    while (lengths.hasNext()) {
                        bytes += lengths.next();
                        count++;
                    }
                    BYTES.add(bytes);
                    RECORDS.add(count);
                }));
    }

    /** Waits for so many records; the seconds since the first. */
    static double await(long records) throws InterruptedException {
        while (RECORDS.sum() < records) {
            Thread.sleep(1);
        }
        double seconds = (System.nanoTime() - firstNanos) / 1e9;
        if (RECORDS.sum() != records || BYTES.sum() != records * VALUE_BYTES) {
            throw new IllegalStateException("counted " + RECORDS + " records of " + BYTES + " bytes");
        }
        return seconds;
    }
}
