package dev.sluice.kafkaserver;

import dev.sluice.serverprocess.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One broker of Kafka that is its own controller, a process on free ports of the loopback address. It keeps its ports and
 * its data when it is killed and started again, and ends with this process at the latest. For one thread.
 */
public final class KafkaServer extends ServerProcess {
    private static final String STARTED = "Kafka Server started";

    private final Path jars;
    private final Path home;
    private final int port;

    private KafkaServer(Path jars, Path home, int port) {
        super("the broker", STARTED);
        this.jars = jars;
        this.home = home;
        this.port = port;
    }

    /**
     * A broker that takes requests.
     *
     * @param jars the directory with the broker's class path
     * @param home for its data and settings; made where it is missing
     * @param settings lines of its properties beside those that it needs, or instead of them
     * @throws UncheckedIOException if it does not come up, with what it said
     */
    public static KafkaServer start(Path jars, Path home, List<String> settings) {
        try {
            List<Integer> ports = freePorts(2);
            Files.createDirectories(home);
            KafkaServer server = new KafkaServer(jars, home, ports.get(0));
            List<String> lines =
                    new ArrayList<>(new BrokerProperties(ports.get(0), ports.get(1), home.resolve("data")).lines());
            lines.addAll(settings);
            Files.write(server.properties(), lines);
            server.format();
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients begin, for example {@code 127.0.0.1:43117}. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    @Override
    protected ProcessBuilder command() {
        return java("kafka.Kafka", properties().toString());
    }

    private void format() throws IOException {
        Process format = java(
                        "kafka.tools.StorageTool", "format", "-t", "c2x1aWNlLWJyb2tlci0wMQ", "-c", properties() + "")
                .redirectErrorStream(true)
                .start();
        String said = new String(format.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (format.onExit().join().exitValue() != 0) {
            throw new IOException("the broker's directory was not made:\n" + said);
        }
    }

    private ProcessBuilder java(String type, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                jars + "/*",
                type));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private Path properties() {
        return home.resolve("broker.properties");
    }
}
