package dev.sluice.peers.sparkkafka;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The producers of this process, one for each topic and partition, which stay open from batch to batch. */
final class Outputs {
    private static final Map<String, Output> OPEN = new ConcurrentHashMap<>();

    private Outputs() {}

    /** A producer whose records appear together. */
    record Output(KafkaProducer<byte[], byte[]> producer) {
        void commit(Consumer<KafkaProducer<byte[], byte[]>> records) {
            producer.beginTransaction();
            records.accept(producer);
            producer.commitTransaction();
        }
    }

    static Output of(String servers, String topic, int partition) {
        return OPEN.computeIfAbsent(topic + "-" + partition, name -> {
            KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    Map.of(
                            "bootstrap.servers",
                            servers,
                            "transactional.id",
                            name,
                            "batch.size",
                            131_072,
                            "retry.backoff.ms",
                            3),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            producer.initTransactions();
            return new Output(producer);
        });
    }

    static void close() {
        OPEN.values().forEach(output -> output.producer().close());
        OPEN.clear();
    }
}
