package dev.sluice.hdfsserver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * HDFS with one data node, a process with all its ports on the loopback address. It keeps the port of its name node and
 * its data when it is killed and started again, and ends with this process at the latest. For one thread.
 */
public final class HdfsServer implements AutoCloseable {
    private final String classPath;
    private final Path home;
    private final int port;
    private @Nullable Process process;

    private HdfsServer(String classPath, Path home, int port) {
        this.classPath = classPath;
        this.home = home;
        this.port = port;
    }

    /**
     * A server that takes requests.
     *
     * @param jars the directory with the server's class path
     * @param classes where the classes of this module are, a directory or a jar
     * @param home for its data; made where it is missing
     * @throws UncheckedIOException if it does not come up, with what it said
     */
    public static HdfsServer start(Path jars, Path classes, Path home) {
        try {
            Files.createDirectories(home);
            HdfsServer server = new HdfsServer(classes + ":" + jars + "/*", home, freePort());
            Runtime.getRuntime().addShutdownHook(new Thread(server::kill, "end of HDFS"));
            server.start(true);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its root, for example {@code hdfs://127.0.0.1:43117/}. */
    public String root() {
        return "hdfs://127.0.0.1:" + port + "/";
    }

    /** Starts it again after {@link #kill}; returns when it takes requests. */
    public void restart() {
        try {
            start(false);
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

    private void start(boolean fresh) throws IOException {
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx400m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        classPath,
                        MiniHdfs.class.getName(),
                        home.toString(),
                        Integer.toString(port),
                        Boolean.toString(fresh))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        process = started;
        BufferedReader lines = started.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(MiniHdfs.STARTED)) {
                drain(lines, started.pid());
                return;
            }
            said.append(line).append('\n');
        }
        throw new IOException("HDFS ended before it had started:\n" + said);
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
                "output of HDFS " + pid);
        reader.setDaemon(true);
        reader.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
