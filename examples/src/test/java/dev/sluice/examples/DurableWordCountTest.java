package dev.sluice.examples;

import static dev.sluice.testkit.StreamCheck.batch;
import static dev.sluice.testkit.StreamCheck.batches;
import static dev.sluice.testkit.StreamCheck.check;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DurableWordCountTest {
    @TempDir
    private Path directory;

    private Path texts;

    @BeforeEach
    void makeTheDirectoryOfTexts() throws IOException {
        texts = Files.createDirectory(directory.resolve("texts"));
    }

    @Test
    void onlyWordsOfTheBatchAreTold() {
        check(batches(batch("to be or", "not to be"), batch(), batch("be")), DurableWordCount::counts)
                .inAnyOrder()
                .gives(batch("to 2", "be 2", "or 1", "not 1"), batch(), batch("be 3"));
    }

    @Test
    void aProgramThatIsKilledGoesOnWhereItWas() throws Exception {
        put("first.txt", "to be or not to be");
        List<String> first = runUntil("  be 2");
        put("second.txt", "be quick");
        List<String> second = runUntil("  be 3");
        put("third.txt", "quick");
        List<String> third = runUntil("  quick 2");

        assertThat(first).noneMatch(line -> line.startsWith("run "));
        assertThat(second.get(0)).startsWith("run 2 goes on after batch ");
        assertThat(third.get(0)).startsWith("run 3 goes on after batch ");
        assertThat(counts()).containsExactlyInAnyOrder("to 2", "be 2", "or 1", "not 1", "be 3", "quick 1", "quick 2");
    }

    /** Starts the program in a process of its own and kills it at once when it has printed a line. */
    private List<String> runUntil(String last) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Launcher.class.getName(),
                        "run",
                        "durable-wordcount",
                        "--batch-interval",
                        "50ms",
                        "--checkpoint",
                        directory.resolve("kept").toString(),
                        "--in",
                        texts.toString())
                .redirectError(directory.resolve("errors").toFile())
                .start();
        List<String> printed = new ArrayList<>();
        try (BufferedReader out = process.inputReader(UTF_8)) {
            for (String line = out.readLine(); line != null && !line.equals(last); line = out.readLine()) {
                printed.add(line);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(printed).as(Files.readString(directory.resolve("errors"))).isNotEmpty();
        return printed;
    }

    private void put(String name, String text) throws IOException {
        Path draft = Files.writeString(directory.resolve(name), text);
        Files.move(draft, texts.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private List<String> counts() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory.resolve("texts-counts"))) {
            for (Path file : files.filter(DurableWordCountTest::isVisiblePart).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private static boolean isVisiblePart(Path file) {
        return file.getFileName().toString().startsWith("part-")
                && file.getParent().getFileName().toString().startsWith("counts-");
    }
}
