package dev.sluice.examples.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends payments into a partition of its own, their numbers without a gap, whatever happens to the broker. One with
 * transactions breaks some of them off and sends their payments again.
 */
final class Till implements Runnable {
    private static final int BURSTS_A_SECOND = 20;
    private static final int ABORTED_EVERY = 5;
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);

    private final Topics topics;
    private final int partition;
    private final String name;
    private final boolean transactional;
    private final int burst;
    private final AtomicLong next = new AtomicLong();
    private long bursts;
    private volatile boolean over;

    Till(Topics topics, int partition, boolean transactional, int paymentsASecond) {
        this.topics = topics;
        this.partition = partition;
        this.name = "till-" + partition;
        this.transactional = transactional;
        this.burst = Math.max(1, paymentsASecond / BURSTS_A_SECOND);
    }

    /** How many payments it has sent. */
    long sent() {
        return next.get();
    }

    /** Has it end after what it is sending. */
    void end() {
        over = true;
    }

    @Override
    public void run() {
        while (!over) {
            try (KafkaProducer<String, String> producer = producer()) {
                if (transactional) {
                    producer.initTransactions();
                }
                next.set(numberAfterTheLast());
                while (!over) {
                    send(producer);
                    Thread.sleep(1_000 / BURSTS_A_SECOND);
                }
                producer.close(CLOSE_WAIT);
            } catch (KafkaException brokerGone) {
                // what was sent is looked up, and it goes on behind that
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void send(KafkaProducer<String, String> producer) {
        long from = next.get();
        long to = from + burst;
        if (!transactional) {
            send(producer, from, to);
            producer.flush();
        } else {
            if (++bursts % ABORTED_EVERY == 0) {
                producer.beginTransaction();
                send(producer, from, to);
                producer.abortTransaction();
            }
            producer.beginTransaction();
            send(producer, from, to);
            producer.commitTransaction();
        }
        next.set(to);
    }

    private void send(KafkaProducer<String, String> producer, long from, long to) {
        for (long number = from; number < to; number++) {
            producer.send(new ProducerRecord<>(
                    Payments.IN, partition, name, Payment.of(name, number).text()));
        }
    }

    private long numberAfterTheLast() {
        AtomicLong after = new AtomicLong();
        topics.read(
                Payments.IN,
                partition,
                record -> after.set(Payment.parse(record.value()).number() + 1));
        return after.get();
    }

    private KafkaProducer<String, String> producer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", topics.servers());
        settings.put("retry.backoff.ms", 5);
        if (transactional) {
            settings.put("transactional.id", name);
        }
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
}
