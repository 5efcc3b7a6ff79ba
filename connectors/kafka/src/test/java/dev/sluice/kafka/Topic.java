package dev.sluice.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic of a test on a broker, and what a test does to it. */
record Topic(String servers, String name) implements AutoCloseable {
    /** A new topic; deleted first if there is one. */
    static Topic create(String servers, String name, int partitions, Map<String, String> settings) {
        Topic topic = new Topic(servers, name);
        topic.admin(admin -> admin.createTopics(
                        List.of(new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings)))
                .all());
        return topic;
    }

    static Topic create(String name, int partitions) {
        return create(TestBroker.servers(), name, partitions, Map.of());
    }

    /** A topic whose records may be as old as they like. */
    static Topic kept(String name, int partitions) {
        return create(TestBroker.servers(), name, partitions, Map.of("retention.ms", "-1"));
    }

    private interface Asked {
        KafkaFuture<?> of(Admin admin);
    }

    private void admin(Asked asked) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            done(asked.of(admin));
        }
    }

    private static void done(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    void delete() {
        admin(admin -> admin.deleteTopics(List.of(name)).all());
    }

    void growTo(int partitions) {
        admin(admin -> admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions)))
                .all());
    }

    /** Takes away what is before an offset, as retention does. */
    void deleteBefore(int partition, long offset) {
        admin(admin -> admin.deleteRecords(
                        Map.of(new TopicPartition(name, partition), RecordsToDelete.beforeOffset(offset)))
                .all());
    }

    /** Appends values without keys to a partition. */
    void append(int partition, String... values) {
        try (KafkaProducer<String, String> producer = producer(Map.of())) {
            send(producer, partition, values);
        }
    }

    /** Appends to the first partition in one transaction, which is committed or aborted. */
    void appendInTransaction(boolean commit, String... values) {
        Map<String, Object> settings = Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
        try (KafkaProducer<String, String> producer = producer(settings)) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, 0, values);
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
        awaitMarks();
    }

    /** Returns when the marks of all transactions that have ended are there: they come a little later than the end. */
    void awaitMarks() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            while (ends(admin, IsolationLevel.READ_COMMITTED) != ends(admin, IsolationLevel.READ_UNCOMMITTED)) {
                Thread.onSpinWait();
            }
        }
    }

    private long ends(Admin admin, IsolationLevel isolation) {
        try {
            return admin.listOffsets(
                            Map.of(new TopicPartition(name, 0), OffsetSpec.latest()), new ListOffsetsOptions(isolation))
                    .partitionResult(new TopicPartition(name, 0))
                    .get()
                    .offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    void send(KafkaProducer<String, String> producer, int partition, String... values) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (String value : values) {
            sent.add(producer.send(new ProducerRecord<>(name, partition, null, value)));
        }
        producer.flush();
        sent.forEach(Topic::done);
    }

    KafkaProducer<String, String> producer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", servers);
        return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
    }

    /** What a group has committed. */
    Map<KafkaPartition, Long> committed(String group) {
        Map<KafkaPartition, Long> offsets = new HashMap<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> offsets.put(KafkaPartition.of(partition), offset.offset()));
            return offsets;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All records in the order of partitions and offsets, as consumers see them that read what is committed. */
    List<ConsumerRecord<String, String>> read() {
        return read(IsolationLevel.READ_COMMITTED);
    }

    List<ConsumerRecord<String, String>> read(IsolationLevel isolation) {
        return read(Map.of("bootstrap.servers", servers, "isolation.level", isolation.toString()), name);
    }

    /** What a consumer with these settings reads. */
    static List<ConsumerRecord<String, String>> read(Map<String, Object> given, String name) {
        Map<String, Object> settings = new HashMap<>(given);
        settings.put("fetch.max.wait.ms", 10);
        settings.put("auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(info -> new TopicPartition(name, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            records.sort(Comparator.<ConsumerRecord<String, String>>comparingInt(ConsumerRecord::partition)
                    .thenComparingLong(ConsumerRecord::offset));
            return records;
        }
    }

    /** The values that are read, sorted. */
    List<String> sorted() {
        return read().stream().map(ConsumerRecord::value).sorted().toList();
    }

    KafkaPartition partition(int number) {
        return new KafkaPartition(name, number);
    }

    KafkaSource<byte[], String> values() {
        return KafkaSource.topics(servers, name).values(StringDeserializer::new).startAt(KafkaStart.earliest());
    }

    @Override
    public void close() {
        delete();
    }
}
