package dev.sluice.kafkabench;

import java.nio.file.Path;
import java.util.Properties;

/** Of Kafka Streams, with the sizes that the others read with. */
final class StreamsSettings {
    private StreamsSettings() {}

    static Properties of(Broker broker, Path state, int threads) {
        Properties settings = new Properties();
        settings.put("application.id", state.getFileName().toString());
        settings.put("bootstrap.servers", broker.servers());
        settings.put("state.dir", state.toString());
        settings.put("num.stream.threads", threads);
        settings.put("replication.factor", 1);
        settings.put("consumer.auto.offset.reset", "earliest");
        settings.put("consumer.max.poll.records", 20_000);
        settings.put("consumer.max.partition.fetch.bytes", 4_194_304);
        settings.put("consumer.receive.buffer.bytes", 1_048_576);
        settings.put("producer.batch.size", 131_072);
        return settings;
    }

    static Properties exactlyOnce(Broker broker, Path state, int threads, long commitMillis) {
        Properties settings = of(broker, state, threads);
        settings.put("processing.guarantee", "exactly_once_v2");
        settings.put("commit.interval.ms", commitMillis);
        return settings;
    }
}
