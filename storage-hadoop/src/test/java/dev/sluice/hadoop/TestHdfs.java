package dev.sluice.hadoop;

import dev.sluice.hdfsserver.HdfsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One HDFS for all tests of this process, and directories in it. */
final class TestHdfs {
    /** Where a sync costs nothing: data nodes do one for every small file. */
    private static final Path MEMORY = Path.of("/dev/shm");

    static final HdfsServer SERVER = start();

    private static final AtomicInteger DIRECTORIES = new AtomicInteger();

    private TestHdfs() {}

    private static void remove(HdfsServer server, Path home) {
        server.kill();
        try (Stream<Path> all = Files.walk(home)) {
            all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException ignored) {
            // what is left is in a directory for what is temporary
        }
    }

    /** A directory that nobody has used, and that is not there yet. */
    static URI directory() {
        return URI.create(SERVER.root() + "tests/dir-" + DIRECTORIES.incrementAndGet());
    }

    private static HdfsServer start() {
        try {
            Path home = Files.createTempDirectory(Files.isWritable(MEMORY) ? MEMORY : Path.of("target"), "hdfs")
                    .toAbsolutePath();
            HdfsServer server = HdfsServer.start(
                    Path.of(System.getProperty("sluice.hdfs.jars")),
                    Path.of(System.getProperty("sluice.hdfs.classes")),
                    home);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(server, home), "removal of HDFS"));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
