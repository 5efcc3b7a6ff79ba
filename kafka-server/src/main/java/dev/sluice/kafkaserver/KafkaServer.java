package dev.sluice.kafkaserver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One broker of Kafka that is its own controller, a process on free ports of the loopback address. It keeps its ports and
 * its data when it is killed and started again, and ends with this process at the latest. For one thread.
 */
public final class KafkaServer implements AutoCloseable {
    private static final String STARTED = "Kafka Server started";

    private final Path jars;
    private final Path home;
    private final int port;
    private @Nullable Process process;

    private KafkaServer(Path jars, Path home, int port) {
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
            int[] ports = freePorts();
            Files.createDirectories(home);
            KafkaServer server = new KafkaServer(jars, home, ports[0]);
            List<String> lines =
                    new ArrayList<>(new BrokerProperties(ports[0], ports[1], home.resolve("data")).lines());
            lines.addAll(settings);
            Files.write(server.properties(), lines);
            server.format();
            Runtime.getRuntime().addShutdownHook(new Thread(server::kill, "end of the broker"));
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

    /** Starts it again after {@link #kill}; returns when it takes requests. */
    public void restart() {
        try {
            start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it without a warning; returns when it has ended. */
    public void kill() {
        Process running = process;
        if (running != null) {
            running.toHandle().destroyForcibly();
            running.onExit().join();
        }
    }

    @Override
    public void close() {
        kill();
    }

    private void format() throws IOException {
        Process format =
                java("kafka.tools.StorageTool", "format", "-t", "c2x1aWNlLWJyb2tlci0wMQ", "-c", properties() + "");
        String said = new String(format.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (format.onExit().join().exitValue() != 0) {
            throw new IOException("the broker's directory was not made:\n" + said);
        }
    }

    private void start() throws IOException {
        Process started = java("kafka.Kafka", properties().toString());
        process = started;
        BufferedReader lines = started.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(STARTED)) {
                drain(lines, started.pid());
                return;
            }
            said.append(line).append('\n');
        }
        throw new IOException("the broker ended before it had started:\n" + said);
    }

    private static void drain(BufferedReader lines, long pid) {
        Thread reader = new Thread(
                () -> {
                    try (lines) {
                        lines.lines().forEach(line -> {});
                    } catch (IOException | UncheckedIOException ignored) {
                        // the process was killed
                    }
                },
                "output of broker " + pid);
        reader.setDaemon(true);
        reader.start();
    }

    private Process java(String type, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                jars + "/*",
                type));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private Path properties() {
        return home.resolve("broker.properties");
    }

    private static int[] freePorts() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket one = new ServerSocket(0, 1, loopback);
                ServerSocket other = new ServerSocket(0, 1, loopback)) {
            return new int[] {one.getLocalPort(), other.getLocalPort()};
        }
    }
}
