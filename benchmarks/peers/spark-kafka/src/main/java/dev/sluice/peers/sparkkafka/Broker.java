package dev.sluice.peers.sparkkafka;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.spark.streaming.api.java.JavaInputDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.streaming.kafka010.ConsumerStrategies;
import org.apache.spark.streaming.kafka010.KafkaUtils;
import org.apache.spark.streaming.kafka010.LocationStrategies;
import org.apache.spark.streaming.kafka010.PerPartitionConfig;

/** Where topics are, and how many partitions each of them has. */
@SuppressWarnings("deprecation") // all of Spark Streaming is deprecated
record Broker(String servers, int partitions) implements Serializable {
    private static final int FETCH_WAIT_MILLIS = 5;

    /** How many records of each partition a batch takes at most for a second that it is long; 0 for no limit. */
    private static final class Rate extends PerPartitionConfig {
        private static final long serialVersionUID = 1L;

        private final long recordsPerSecond;

        Rate(long recordsPerSecond) {
            this.recordsPerSecond = recordsPerSecond;
        }

        @Override
        public long maxRatePerPartition(TopicPartition partition) {
            return recordsPerSecond;
        }
    }

    /** A topic from its beginning, with the sizes that the others read with. */
    JavaInputDStream<ConsumerRecord<byte[], byte[]>> stream(
            JavaStreamingContext context, String topic, long ratePerPartition) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", servers);
        settings.put("group.id", "spark-" + topic);
        settings.put("key.deserializer", ByteArrayDeserializer.class);
        settings.put("value.deserializer", ByteArrayDeserializer.class);
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", false);
        settings.put("isolation.level", "read_committed");
        settings.put("max.poll.records", 20_000);
        settings.put("max.partition.fetch.bytes", 4_194_304);
        settings.put("receive.buffer.bytes", 1_048_576);
        settings.put("fetch.max.wait.ms", FETCH_WAIT_MILLIS);
        List<TopicPartition> all = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.add(new TopicPartition(topic, partition));
        }
        return KafkaUtils.createDirectStream(
                context,
                LocationStrategies.PreferConsistent(),
                ConsumerStrategies.Assign(all, settings),
                new Rate(ratePerPartition));
    }
}
