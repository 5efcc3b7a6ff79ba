package dev.sluice.postgresserver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.tukaani.xz.XZInputStream;

/** The programs of the server, unpacked from their archive when they are first needed. */
final class Binaries {
    private static final Map<String, String> ARCHIVES =
            Map.of("amd64", "postgres-linux-x86_64.txz", "aarch64", "postgres-linux-arm_64.txz");

    private Binaries() {}

    /** The directory with {@code bin}, beside the archives. */
    static Path unpacked(Path archives) throws IOException {
        String machine = System.getProperty("os.arch");
        String archive = ARCHIVES.get(machine);
        if (archive == null || !System.getProperty("os.name").equals("Linux")) {
            throw new IOException(
                    "there is no PostgreSQL here for " + System.getProperty("os.name") + " on " + machine);
        }
        Path unpacked = archives.resolve(archive.replace(".txz", ""));
        if (!Files.isDirectory(unpacked)) {
            Path draft = Files.createTempDirectory(archives, "unpacking");
            unpack(archives.resolve(archive), draft);
            publish(draft, unpacked);
        }
        return unpacked;
    }

    private static void unpack(Path archive, Path directory) throws IOException {
        Process tar = new ProcessBuilder("tar", "-x", "-f", "-", "-C", directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream in = new XZInputStream(Files.newInputStream(archive))) {
            in.transferTo(tar.getOutputStream());
            tar.getOutputStream().close();
        }
        if (tar.onExit().join().exitValue() != 0) {
            throw new IOException(archive + " could not be unpacked");
        }
    }

    /** Whoever was first: they are the same. */
    private static void publish(Path draft, Path unpacked) throws IOException {
        try {
            Files.move(draft, unpacked, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
            // its draft is left to the next clean
        }
    }
}
