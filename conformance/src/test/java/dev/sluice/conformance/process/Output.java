package dev.sluice.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.file.Published;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a {@link Counting} wrote, as others see it: whole, never changed, and in the end equal to a plain count. */
final class Output {
    private final Path directory;
    private Map<String, String> before = Map.of();

    Output(Path directory) {
        this.directory = directory;
    }

    /** All that is visible is as it was, and what is new is as its manifest says. */
    void look() throws IOException {
        Map<String, String> now = visible();
        assertThat(now).containsAllEntriesOf(before);
        LocalStorage storage = new LocalStorage(directory);
        now.keySet().stream()
                .filter(path -> !before.containsKey(path))
                .map(path -> path.replaceAll("/.*", ""))
                .distinct()
                .forEach(name -> assertThat(new Published(new Location(storage, name)).verify())
                        .as(name)
                        .isEmpty());
        before = now;
    }

    /** The visible files with their text, by name; what is hidden may come and go meanwhile. */
    Map<String, String> visible() throws IOException {
        Map<String, String> files = new TreeMap<>();
        addVisible(directory, "", files);
        return files;
    }

    private static void addVisible(Path from, String prefix, Map<String, String> files) throws IOException {
        List<Path> paths;
        try (Stream<Path> listed = Files.list(from)) {
            paths = listed.filter(path -> !isHidden(path.getFileName().toString()))
                    .toList();
        }
        for (Path path : paths) {
            String name = prefix + path.getFileName();
            if (Files.isDirectory(path)) {
                addVisible(path, name + "/", files);
            } else {
                files.put(name, Files.readString(path, StandardCharsets.UTF_8));
            }
        }
    }

    /** How many lines are counted. */
    int counted() throws IOException {
        return lines(visible(), "counts-").size();
    }

    /** Each of these lines is there once, counted rightly. */
    void assertCounts(List<String> lines) throws IOException {
        look();
        Map<String, Integer> counts = new HashMap<>();
        List<String> counted = lines(before, "counts-");
        assertThat(counted).extracting(Output::withoutCount).containsExactlyInAnyOrderElementsOf(lines);
        for (String line : counted) {
            int count = counts.merge(wordOf(withoutCount(line)), 1, Integer::sum);
            assertThat(line).endsWith(" " + count);
        }
        assertTotals();
    }

    /** The same where the lines came in order. */
    void assertCountsInOrder(List<String> lines) throws IOException {
        assertCounts(lines);
        Map<String, Integer> counts = new HashMap<>();
        List<String> expected = lines.stream()
                .map(line -> line + " " + counts.merge(wordOf(line), 1, Integer::sum))
                .toList();
        assertThat(lines(before, "counts-")).containsExactlyInAnyOrderElementsOf(expected);
    }

    private void assertTotals() {
        List<String> expected = new ArrayList<>();
        byBatch().values().forEach(batch -> {
            Map<String, String> last = new HashMap<>();
            batch.forEach(line -> last.put(wordOf(withoutCount(line)), line.substring(line.lastIndexOf(' '))));
            last.forEach((word, count) -> expected.add(word + count));
        });
        assertThat(lines(before, "totals-")).containsExactlyInAnyOrderElementsOf(expected);
    }

    private Map<String, List<String>> byBatch() {
        Map<String, List<String>> batches = new TreeMap<>();
        before.forEach((path, text) -> {
            if (path.startsWith("counts-")) {
                batches.computeIfAbsent(path.replaceAll("/.*", ""), batch -> new ArrayList<>())
                        .addAll(text.lines().toList());
            }
        });
        return batches;
    }

    private static List<String> lines(Map<String, String> files, String prefix) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().startsWith(prefix))
                .flatMap(file -> file.getValue().lines())
                .toList();
    }

    private static String withoutCount(String line) {
        return line.substring(0, line.lastIndexOf(' '));
    }

    private static String wordOf(String line) {
        return line.substring(line.indexOf(' ') + 1);
    }

    /** Readers skip such names. */
    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }
}
