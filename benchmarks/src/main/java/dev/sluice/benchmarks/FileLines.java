package dev.sluice.benchmarks;

import dev.sluice.source.FileOptions;
import dev.sluice.source.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Counts the lines of 100 bytes of a directory of text files, which lie in the memory of the operating system. */
record FileLines(String name, Path directory, Reader reader) implements IntakeContender {
    private static final int FILES = 8;
    private static final int LINES = 320_000;
    private static final int LINE_BYTES = 100;

    /** Counts the lines of the directory. */
    interface Reader {
        long count(Path directory) throws Exception;
    }

    static List<IntakeContender> all(Scratch scratch) {
        Path directory = scratch.run("texts");
        return List.of(
                new FileLines("loop over bytes by hand", directory, FileLines::byHand),
                new FileLines("text files of a stream", directory, FileLines::stream),
                new FileLines("Files.lines", directory, FileLines::lines));
    }

    private static void fill(Path directory) throws IOException {
        Path made = Files.createDirectory(directory);
        byte[] content = ("y".repeat(LINE_BYTES - 1) + "\n").repeat(LINES).getBytes(StandardCharsets.UTF_8);
        for (int file = 0; file < FILES; file++) {
            Path ignored = Files.write(made.resolve(file + ".txt"), content);
        }
    }

    @Override
    public Taken run(double seconds) throws Exception {
        if (!Files.exists(directory)) {
            fill(directory);
        }
        Mark begun = Mark.now();
        long read = 0;
        while (begun.seconds() < seconds) {
            long lines = reader.count(directory);
            IntakeContender.require(name, lines, (long) FILES * LINES);
            read += lines;
        }
        return begun.taken(read, read * LINE_BYTES);
    }

    private static long stream(Path directory) throws InterruptedException {
        try (IntakeProgram program =
                new IntakeProgram(Sources.textFiles(directory, FileOptions.DEFAULT.withExisting()), null)) {
            program.await((long) FILES * LINES);
            return program.finish();
        }
    }

    private static long byHand(Path directory) throws IOException {
        long lines = 0;
        for (Path file : files(directory)) {
            try (InputStream in = Files.newInputStream(file)) {
                lines += HandLines.count(in, 256 * 1024);
            }
        }
        return lines;
    }

    private static long lines(Path directory) throws IOException {
        long count = 0;
        for (Path file : files(directory)) {
            try (Stream<String> lines = Files.lines(file)) {
                count += lines.filter(line -> line.length() < 1_000).count();
            }
        }
        return count;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
