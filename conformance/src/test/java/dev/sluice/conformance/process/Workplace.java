package dev.sluice.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The directories of the counting program: what streams in, what it keeps, and what it wrote. */
final class Workplace {
    private static final int WORDS = 7;
    private static final int LINES_PER_FILE = 20;

    private final Path root;
    private int files;
    private int lines;

    Workplace(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root.resolve("in"));
    }

    Path root() {
        return root;
    }

    /** Puts a file with new lines where the program looks for them, whole at once. */
    void feed() throws IOException {
        List<String> text = new ArrayList<>();
        for (int i = 0; i < LINES_PER_FILE; i++) {
            text.add(lines + " w" + lines % WORDS);
            lines++;
        }
        Path hidden = root.resolve("in/.next");
        Files.write(hidden, text);
        Files.move(hidden, root.resolve("in/file" + files++));
    }

    /** Whether every line that was fed has come out. */
    boolean isComplete() throws IOException {
        return output().size() >= lines;
    }

    /** Each line came out once, and each word was counted without a gap or a repetition. */
    void assertExact() throws IOException {
        Map<String, TreeSet<Long>> counts = new TreeMap<>();
        TreeSet<Long> ids = new TreeSet<>();
        List<String> output = output();
        for (String line : output) {
            String[] fields = line.split(" ");
            assertThat(counts.computeIfAbsent(fields[0], unused -> new TreeSet<>())
                            .add(Long.parseLong(fields[1])))
                    .as("'%s' comes once", line)
                    .isTrue();
            assertThat(ids.add(Long.parseLong(fields[2])))
                    .as("'%s' comes once", line)
                    .isTrue();
            assertThat("w" + Long.parseLong(fields[2]) % WORDS).isEqualTo(fields[0]);
        }
        assertThat(output).hasSize(lines);
        assertThat(ids.first()).isZero();
        assertThat(ids.last()).isEqualTo(lines - 1L);
        counts.forEach((word, numbers) -> {
            assertThat(numbers.first()).isEqualTo(1);
            assertThat(numbers.last()).as("the count of %s", word).isEqualTo(numbers.size());
        });
    }

    /** What an outside reader sees now, by directory. */
    Map<String, List<String>> visible() throws IOException {
        Map<String, List<String>> visible = new HashMap<>();
        Path out = root.resolve("out");
        if (!Files.exists(out)) {
            return visible;
        }
        try (Stream<Path> directories = Files.list(out)) {
            for (Path directory : directories.toList()) {
                String name = directory.getFileName().toString();
                if (!name.startsWith(".")) {
                    visible.put(name, lines(directory));
                }
            }
        }
        return visible;
    }

    String errors() throws IOException {
        Path errors = root.resolve("errors");
        return Files.exists(errors) ? Files.readString(errors) : "";
    }

    private List<String> output() throws IOException {
        List<String> all = new ArrayList<>();
        visible().values().forEach(all::addAll);
        return all;
    }

    private static List<String> lines(Path directory) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> parts = Files.list(directory)) {
            for (Path part : parts.sorted().toList()) {
                if (part.getFileName().toString().startsWith("part-")) {
                    lines.addAll(Files.readAllLines(part));
                }
            }
        }
        return lines;
    }
}
