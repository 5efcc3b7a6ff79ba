package dev.sluice.kafka;

import dev.sluice.kafkaserver.KafkaServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One broker for all tests of this process. */
final class TestBroker {
    private static final KafkaServer SHARED = start();

    private TestBroker() {}

    static String servers() {
        return SHARED.bootstrap();
    }

    /** The broker for all, which may be let stand still. */
    static KafkaServer shared() {
        return SHARED;
    }

    /** Another broker, for a test that kills it. */
    static KafkaServer start() {
        try {
            Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "broker");
            return KafkaServer.start(Path.of(System.getProperty("sluice.kafka.jars")), home, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
