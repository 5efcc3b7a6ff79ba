package dev.sluice.peers.sparkkafka;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.Optional;
import org.apache.spark.streaming.State;
import org.apache.spark.streaming.StateSpec;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.Tuple2;

/** Counts by key from a topic to another, in a transaction for each partition of a batch. */
@SuppressWarnings("deprecation") // all of Spark Streaming is deprecated
final class Counts {
    /** As that of Sluice. */
    private static final long RATE_PER_PARTITION = 2_000_000;

    private Counts() {}

    static void define(JavaStreamingContext context, Broker broker, String in, String out) {
        broker.stream(context, in, RATE_PER_PARTITION)
                .mapToPair(record -> new Tuple2<>(ByteBuffer.wrap(record.key()).getLong(), 1L))
                .reduceByKey(Long::sum)
                .<Long, Tuple2<Long, Long>>mapWithState(
                        StateSpec.function(Counts::counted).numPartitions(broker.partitions()))
                .foreachRDD(rdd ->
                        rdd.foreachPartition(counts -> Outputs.of(broker.servers(), out, TaskContext.getPartitionId())
                                .commit(producer -> counts.forEachRemaining(count -> producer.send(
                                        new ProducerRecord<>(out, bytes(count._1()), bytes(count._2())))))));
    }

    private static Tuple2<Long, Long> counted(Long key, Optional<Long> news, State<Long> state) {
        long count = (state.exists() ? state.get() : 0) + news.or(0L);
        state.update(count);
        return new Tuple2<>(key, count);
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
