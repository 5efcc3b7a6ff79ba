package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.StreamingContext;
import dev.sluice.error.SinkException;
import dev.sluice.error.SluiceException;
import dev.sluice.kafkaserver.KafkaServer;
import dev.sluice.testkit.StreamTester;
import dev.sluice.time.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that asks by TLS who is there, and lets nobody do what it was not told. */
class KafkaSecurityTest {
    private static final String STORE_PASSWORD = "opens the store";
    private static final String SECRET = "nobody may see this";
    private static final Duration BATCH = Duration.ofSeconds(1);

    @TempDir
    private static Path home;

    private static KafkaServer server;

    @BeforeAll
    static void start() throws IOException {
        Path store = home.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=broker",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        STORE_PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.onExit().join().exitValue()).as(said).isZero();
        server = KafkaServer.start(
                Path.of(System.getProperty("sluice.kafka.jars")),
                home.resolve("broker"),
                List.of(
                        "listener.security.protocol.map=PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT",
                        "inter.broker.listener.name=PLAINTEXT",
                        "sasl.enabled.mechanisms=PLAIN",
                        "sasl.mechanism.inter.broker.protocol=PLAIN",
                        "listener.name.plaintext.plain.sasl.jaas.config="
                                + login("broker", SECRET).replace(";", "") + " user_broker=\"" + SECRET
                                + "\" user_ada=\"" + SECRET + "\";",
                        "ssl.keystore.location=" + store,
                        "ssl.keystore.type=PKCS12",
                        "ssl.keystore.password=" + STORE_PASSWORD,
                        "ssl.key.password=" + STORE_PASSWORD,
                        "ssl.truststore.location=" + store,
                        "ssl.truststore.type=PKCS12",
                        "ssl.truststore.password=" + STORE_PASSWORD,
                        "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "super.users=User:broker;User:ANONYMOUS"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String login(String user, String password) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                + password + "\";";
    }

    private static Map<String, String> as(String user, String password) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                login(user, password),
                "ssl.truststore.location",
                home.resolve("store.p12").toString(),
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.password",
                STORE_PASSWORD);
    }

    private static Map<String, Object> asBroker() {
        Map<String, Object> all = new HashMap<>(as("broker", SECRET));
        all.put("bootstrap.servers", server.bootstrap());
        return all;
    }

    private static void create(String... topics) throws Exception {
        try (Admin admin = Admin.create(asBroker())) {
            List<NewTopic> all = new ArrayList<>();
            for (String topic : topics) {
                all.add(new NewTopic(topic, 1, (short) 1).configs(Map.of("retention.ms", "-1")));
            }
            admin.createTopics(all).all().get();
        }
    }

    private static AclBinding allowed(ResourceType type, String name, PatternType pattern, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:ada", "*", operation, AclPermissionType.ALLOW));
    }

    private static void allow(AclBinding... bindings) throws Exception {
        try (Admin admin = Admin.create(asBroker())) {
            admin.createAcls(List.of(bindings)).all().get();
        }
    }

    private static KafkaSink<String> sink(String topic, String password) {
        return KafkaSink.<String>to(server.bootstrap(), topic)
                .values(value -> value, StringSerializer::new)
                .properties(as("ada", password));
    }

    @Test
    void aWrongPasswordIsAnErrorThatDoesNotShowIt() throws Exception {
        create("guarded");
        try (StreamTester tester = StreamTester.create()) {
            tester.input(List.of("a")).to(sink("guarded", "another " + SECRET));
            assertThatThrownBy(() -> tester.runBatches(1))
                    .isInstanceOf(SinkException.class)
                    .hasMessageEndingWith("; see the properties of the sink for SASL and TLS")
                    .hasMessageNotContaining(SECRET);
        }
        try (StreamTester tester = StreamTester.create()) {
            tester.collect(
                    KafkaSource.topics(server.bootstrap(), "guarded").properties(as("ada", "another " + SECRET)).stream(
                            tester.context()));
            assertThatThrownBy(() -> tester.runBatches(1))
                    .isInstanceOf(SluiceException.class)
                    .hasMessageContaining("Authentication failed")
                    .hasMessageNotContaining(SECRET);
        }
    }

    @Test
    void whatIsNotAllowedIsSaid() throws Exception {
        create("forbidden");
        allow(
                allowed(ResourceType.TOPIC, "forbidden", PatternType.LITERAL, AclOperation.WRITE),
                allowed(ResourceType.TOPIC, "forbidden", PatternType.LITERAL, AclOperation.DESCRIBE));
        try (StreamTester tester = StreamTester.create()) {
            tester.input(List.of("a")).to(sink("forbidden", SECRET));
            assertThatThrownBy(() -> tester.runBatches(1))
                    .isInstanceOf(SinkException.class)
                    .hasMessageEndingWith(
                            "; the sink needs to write its topics, and for exactly once to read the one of its marks, to write transactional ids and to read groups that begin with sluice-");
        }
    }

    @Test
    void whatTheGuideSaysIsEnoughAndNoSecretIsKept(@TempDir Path checkpoint) throws Exception {
        create("private-in", "private-out");
        allow(
                allowed(ResourceType.TOPIC, "private-", PatternType.PREFIXED, AclOperation.READ),
                allowed(ResourceType.TOPIC, "private-", PatternType.PREFIXED, AclOperation.WRITE),
                allowed(ResourceType.TRANSACTIONAL_ID, "sluice-", PatternType.PREFIXED, AclOperation.WRITE),
                allowed(ResourceType.GROUP, "sluice-", PatternType.PREFIXED, AclOperation.READ));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(asBroker(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("private-in", "a")).get();
        }
        ManualClock clock = new ManualClock();
        try (StreamingContext context = StreamingContext.builder("private")
                .batchInterval(BATCH)
                .master("local[2]")
                .clock(clock)
                .checkpoint(checkpoint)
                .build()) {
            KafkaSource.topics(server.bootstrap(), "private-in")
                    .values(StringDeserializer::new)
                    .startAt(KafkaStart.earliest())
                    .properties(as("ada", SECRET))
                    .stream(context)
                    .map(KafkaRecord::value)
                    .to(sink("private-out", SECRET));
            assertThat(context.explain()).doesNotContain(SECRET);
            context.start();
            clock.advance(BATCH);
            assertThat(context.failure()).isEmpty();
            context.stop(true);
        }
        assertThat(committed("private-out")).isEqualTo(1);
        try (Stream<Path> files = Files.walk(checkpoint)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(SECRET)
                        .doesNotContain(STORE_PASSWORD);
            }
        }
    }

    /** How many records of a topic are committed. */
    private static int committed(String topic) {
        Map<String, Object> settings = asBroker();
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        return Topic.read(settings, topic).size();
    }
}
