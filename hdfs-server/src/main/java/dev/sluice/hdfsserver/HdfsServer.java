package dev.sluice.hdfsserver;

import dev.sluice.serverprocess.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * HDFS with one data node, a process with all its ports on the loopback address. It keeps the port of its name node and
 * its data when it is killed and started again, and ends with this process at the latest. For one thread.
 */
public final class HdfsServer extends ServerProcess {
    private final String classPath;
    private final Path home;
    private final int port;
    private boolean fresh = true;

    private HdfsServer(String classPath, Path home, int port) {
        super("HDFS", MiniHdfs.STARTED);
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
            HdfsServer server = new HdfsServer(
                    classes + ":" + jars + "/*", home, freePorts(1).get(0));
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its root, for example {@code hdfs://127.0.0.1:43117/}. */
    public String root() {
        return "hdfs://127.0.0.1:" + port + "/";
    }

    @Override
    protected ProcessBuilder command() {
        boolean first = fresh;
        fresh = false;
        return new ProcessBuilder(
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
                        Boolean.toString(first))
                .directory(home.toFile());
    }
}
