package dev.sluice.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory for the time of a measurement. */
record Scratch(Path path) implements AutoCloseable {
    /** A new directory under this one, or under that for temporary files where none is given. */
    static Scratch under(@Nullable Path parent) throws IOException {
        return new Scratch(
                parent == null
                        ? Files.createTempDirectory("sluice-bench")
                        : Files.createTempDirectory(Files.createDirectories(parent), "sluice-bench"));
    }

    /** A directory in it for one run, which is not there yet. */
    Path run(String name) {
        return path.resolve(name + "-" + System.nanoTime());
    }

    /** Deletes a directory with all that it holds. */
    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> found = Files.walk(directory)) {
            List<Path> all = found.sorted(Comparator.reverseOrder()).toList();
            for (Path each : all) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        delete(path);
    }
}
