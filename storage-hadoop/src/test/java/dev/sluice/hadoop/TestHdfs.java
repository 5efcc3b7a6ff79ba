package dev.sluice.hadoop;

import dev.sluice.hdfsserver.HdfsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** One HDFS for all tests of this process, and directories in it. */
final class TestHdfs {
    static final HdfsServer SERVER = start();

    private static final AtomicInteger DIRECTORIES = new AtomicInteger();

    private TestHdfs() {}

    /** A directory that nobody has used, and that is not there yet. */
    static URI directory() {
        return URI.create(SERVER.root() + "tests/dir-" + DIRECTORIES.incrementAndGet());
    }

    private static HdfsServer start() {
        try {
            Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "hdfs");
            return HdfsServer.start(
                    Path.of(System.getProperty("sluice.hdfs.jars")),
                    Path.of(System.getProperty("sluice.hdfs.classes")),
                    home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
