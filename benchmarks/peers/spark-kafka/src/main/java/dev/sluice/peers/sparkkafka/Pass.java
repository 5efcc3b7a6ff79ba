package dev.sluice.peers.sparkkafka;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.TaskContext;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.streaming.kafka010.HasOffsetRanges;
import org.apache.spark.streaming.kafka010.OffsetRange;

/** From a topic to another, in a transaction for each partition of a batch that has the position in it. */
@SuppressWarnings("deprecation") // all of Spark Streaming is deprecated
final class Pass {
    private Pass() {}

    static void define(JavaStreamingContext context, Broker broker, String in, String out) {
        broker.stream(context, in, 0).foreachRDD(rdd -> {
            OffsetRange[] ranges = ((HasOffsetRanges) rdd.rdd()).offsetRanges();
            rdd.foreachPartition(records -> {
                OffsetRange range = ranges[TaskContext.getPartitionId()];
                if (range.count() == 0) {
                    return;
                }
                Outputs.of(broker.servers(), out, range.partition()).commit(producer -> {
                    records.forEachRemaining(record ->
                            producer.send(new ProducerRecord<>(out, range.partition(), record.key(), record.value())));
                    producer.sendOffsetsToTransaction(
                            Map.of(range.topicPartition(), new OffsetAndMetadata(range.untilOffset())),
                            new ConsumerGroupMetadata("spark-" + in));
                });
            });
        });
    }
}
