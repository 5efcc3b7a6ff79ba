package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.batch.FailurePolicy;
import dev.sluice.data.KeyValue;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.OperatorException;
import dev.sluice.error.SinkException;
import dev.sluice.event.OutputInfo;
import dev.sluice.event.StreamingListener;
import dev.sluice.kafkaserver.KafkaServer;
import dev.sluice.serverprocess.DiesOnce;
import dev.sluice.serverprocess.StandsStill;
import dev.sluice.sink.Delivery;
import dev.sluice.testkit.StreamTester;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What a sink says when it cannot write, and what is written in the end. */
class KafkaSinkErrorsTest {
    private static KafkaSink<String> sink(String servers, String topic) {
        return KafkaSink.<String>to(servers, topic).values(value -> value, StringSerializer::new);
    }

    private static void assertFails(KafkaSink<String> sink, Class<?> type, String text) {
        try (StreamTester tester = StreamTester.create()) {
            tester.input(List.of("a")).to(sink);
            assertThatThrownBy(() -> tester.runBatches(1)).isInstanceOf(type).hasMessageContaining(text);
        }
    }

    @Test
    void propertiesThatAreTheSinksOwnAreRefused() {
        Map<String, String> instead = Map.of(
                "bootstrap.servers", "the first argument of to",
                "transactional.id", "the name of the program, which it is made of",
                "enable.idempotence", "always true",
                "acks", "always all",
                "key.serializer", "keys(part, serializer)",
                "value.serializer", "values(part, serializer)");
        instead.forEach((name, own) -> assertThatThrownBy(
                        () -> sink("localhost:9092", "a").property(name, "x"))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("the property " + name + " is not given to a sink of Kafka as such; it is " + own));
    }

    @Test
    void valuesOfPropertiesAreShownNowhere() {
        KafkaSink<String> sink = sink("localhost:9092", "a").property("ssl.key.password", "secret");
        try (StreamTester tester = StreamTester.create()) {
            tester.input(List.of("a")).to(sink);
            assertThat(tester.context().explain())
                    .contains(
                            "writes kafka a; exactly once: each partition of a batch becomes visible together with the"
                                    + " mark that it arrived")
                    .doesNotContain("secret");
        }
        assertThat(sink).hasToString("kafka a at localhost:9092 with [ssl.key.password]");
    }

    @Test
    void aTopicThatIsNotThereIsNamed() {
        assertFails(
                sink(TestBroker.servers(), "not-there"),
                SinkException.class,
                "kafka not-there: there is no such topic at " + TestBroker.servers()
                        + "; create it first, with as many partitions as its readers need");
    }

    @Test
    void aSinkWithoutABrokerSaysWhatToCheck() {
        KafkaSink<String> nowhere = sink("127.0.0.1:1", "a")
                .properties(Map.of(
                        "default.api.timeout.ms", "300",
                        "request.timeout.ms", "200",
                        "delivery.timeout.ms", "300",
                        "linger.ms", "0",
                        "max.block.ms", "300"));
        for (KafkaSink<String> each : List.of(nowhere, nowhere.atLeastOnce())) {
            assertFails(each, SinkException.class, "kafka a at 127.0.0.1:1: ");
            assertFails(
                    each,
                    SinkException.class,
                    "; are the brokers up, and the topic there? Nothing of the partition is lost: the batch writes it"
                            + " when it runs again");
        }
    }

    @Test
    void aRecordThatIsTooLargeIsNamedWithTheLimits() {
        try (Topic topic = Topic.kept("too-large", 1)) {
            for (KafkaSink<String> each : List.of(
                    sink(topic.servers(), topic.name()),
                    sink(topic.servers(), topic.name()).atLeastOnce())) {
                assertFails(
                        each.property("max.request.size", "60"),
                        SinkException.class,
                        "; the limits are max.request.size of the sink and max.message.bytes of the topic");
            }
            assertThat(topic.sorted()).isEmpty();
        }
    }

    @Test
    void aRecordThatTheBrokerRefusesFailsTheBatch() {
        try (Topic topic = Topic.create(TestBroker.servers(), "refused", 1, Map.of("max.message.bytes", "50"))) {
            for (KafkaSink<String> each : List.of(
                    sink(topic.servers(), topic.name()),
                    sink(topic.servers(), topic.name()).atLeastOnce())) {
                assertFails(
                        each, SinkException.class, "max.request.size of the sink and max.message.bytes of the topic");
            }
            assertThat(topic.sorted()).isEmpty();
        }
    }

    @Test
    void aRecordThatCannotBeMadeIsNamed() {
        try (Topic topic = Topic.kept("not-made", 1)) {
            KafkaSink<String> sink = sink(topic.servers(), topic.name());
            assertFails(sink.timestamps(value -> -5), OperatorException.class, "failed on record a: ");
            assertFails(
                    sink.idempotent(),
                    OperatorException.class,
                    "failed on record a: java.lang.IllegalArgumentException: it has no key, by which what is written"
                            + " twice would be one");
            assertFails(
                    sink.keys(
                            value -> {
                                throw new IllegalStateException("no key in it");
                            },
                            StringSerializer::new),
                    OperatorException.class,
                    "failed on record a: java.lang.IllegalStateException: no key in it");
            assertFails(
                    KafkaSink.<String>to(topic.servers(), topic.name()).values(value -> value, () -> {
                        throw new IllegalStateException("no registry");
                    }),
                    OperatorException.class,
                    "java.lang.IllegalStateException: no registry");
            topic.awaitMarks();
            assertThat(topic.sorted()).isEmpty();
        }
    }

    @Test
    void refusalsOfTheBrokersSayWhatIsNeeded() {
        SinkOptions options =
                new SinkOptions("there:9092", "a", "1", Delivery.TRANSACTIONAL_BY_PARTITION, new TreeMap<>());
        assertThat(SinkFailure.of(options, new TransactionalIdAuthorizationException("not allowed.")))
                .hasMessage(
                        "kafka a at there:9092: not allowed; the sink needs to write its topics, and for exactly once to read the one of its marks, to write transactional ids and to read groups that begin with sluice-");
        assertThat(SinkFailure.of(options, new SaslAuthenticationException("wrong password")))
                .hasMessage("kafka a at there:9092: wrong password; see the properties of the sink for SASL and TLS");
        assertThat(SinkFailure.of(options, new ProducerFencedException((String) null)))
                .hasMessage(
                        "kafka a at there:9092: ProducerFencedException; another attempt at this partition has begun,"
                                + " or the transaction took longer than its transaction.timeout.ms. Nothing of it is seen: the"
                                + " batch writes it when it runs again");
    }

    @Test
    void aPartitionThatFailsOnceIsWrittenOnceAndTheOthersNotAgain() {
        FailsOnce.failed.set(false);
        try (Topic topic = Topic.kept("fails-once", 1);
                StreamTester tester =
                        StreamTester.create(settings -> settings.failures(FailurePolicy.retry(2, Duration.ZERO)))) {
            tester.input(List.of("a", "b", "c", "d"))
                    .map(value -> KeyValue.of(value, 1))
                    .repartition(4)
                    .map(FailsOnce::onD)
                    .to(sink(topic.servers(), topic.name()));
            tester.runBatches(1);

            topic.awaitMarks();
            assertThat(topic.sorted()).containsExactly("a", "b", "c", "d");
        }
    }

    /** A function of the program that fails the first time. */
    private static final class FailsOnce {
        private static final AtomicBoolean failed = new AtomicBoolean();

        static String onD(KeyValue<String, Integer> pair) {
            if (pair.key().equals("d") && !failed.getAndSet(true)) {
                throw new IllegalStateException("the first time");
            }
            return pair.key();
        }
    }

    @Test
    void aBrokerThatDiesBetweenBatchesAndInThemLosesAndDoublesNothing() {
        try (KafkaServer server = TestBroker.start();
                StreamTester tester = StreamTester.create(
                        settings -> settings.failures(FailurePolicy.retry(50, Duration.ofMillis(100))))) {
            DiesOnce.arm(server);
            Topic topic = Topic.create(server.bootstrap(), "outage-out", 1, Map.of("retention.ms", "-1"));
            tester.input(List.of("a"), List.of("b"), List.of("c", DiesOnce.DIE, "d"), List.of("e"))
                    .map(DiesOnce::pass)
                    .to(sink(server.bootstrap(), topic.name()));
            tester.runBatches(1);
            server.kill();
            server.start();
            tester.runBatches(3);

            topic.awaitMarks();
            assertThat(topic.sorted()).containsExactly("a", "b", "c", "d", "die", "e");
        }
    }

    @Test
    void aBrokerThatStandsStillForAWhileLosesAndDoublesNothing() {
        try (StandsStill still = new StandsStill(TestBroker.shared());
                Topic topic = Topic.kept("pause-out", 1);
                StreamTester tester = StreamTester.create(settings -> settings.failures(
                                FailurePolicy.retry(50, Duration.ofMillis(100)))
                        .listener(new StreamingListener() {
                            @Override
                            public void onOutputOperationCompleted(OutputInfo output) {
                                output.failure().ifPresent(still::failed);
                            }
                        }))) {
            tester.input(List.of("a"), List.of("b", StandsStill.STAND_STILL, "c"), List.of("d"))
                    .map(StandsStill::pass)
                    .to(sink(topic.servers(), topic.name())
                            .property("max.block.ms", "1000")
                            .property("request.timeout.ms", "800")
                            .property("delivery.timeout.ms", "1000"));
            tester.runBatches(3);

            topic.awaitMarks();
            assertThat(topic.sorted()).containsExactly("a", "b", "c", "d", "stand still");
            assertThat(still.failures())
                    .hasSize(2)
                    .allSatisfy(said -> assertThat(said).contains(" at " + TestBroker.servers() + ": "));
        }
    }
}
