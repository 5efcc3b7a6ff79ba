package dev.sluice.conformance.tool;

import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.source.GeneratorSource;
import dev.sluice.time.ManualClock;
import java.nio.file.Path;
import java.time.Duration;

/** A program with a main method, which runs three batches in the directory that it is given. */
public final class Counting {
    private Counting() {}

    /** Runs. */
    public static void main(String[] arguments) {
        ManualClock clock = new ManualClock();
        StreamingContext ssc = StreamingContext.builder("counting")
                .batchInterval(Duration.ofSeconds(1))
                .checkpoint(Path.of(arguments[0]))
                .clock(clock)
                .build();
        ssc.directStream("numbers", new GeneratorSource<Long>(3, n -> n).partitions(2))
                .mapToPair(n -> KeyValue.of("n\u001b[2J" + n % 2, 1L))
                .reduceByKey(Long::sum)
                .repartition(1)
                .foreachRdd(rdd -> rdd.collect());
        ssc.start();
        clock.advance(Duration.ofSeconds(3));
    }
}
