package dev.sluice.conformance.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lines of a number and a word, which it gives to a source bit by bit. For one thread. */
final class Feed {
    private static final List<String> WORDS =
            List.of("one", "two", "three", "straße", "ışık", "日本", "a b", "\uD83D\uDE80", "I", "i");
    private static final int LINES_MAX = 12;

    private final Random random;
    private final Target target;
    private final List<String> lines = new ArrayList<>();

    /** Takes some lines at once. */
    interface Target {
        void take(List<String> lines) throws IOException;
    }

    Feed(Random random, Target target) {
        this.random = random;
        this.target = target;
    }

    /** A new file for all lines, written under a hidden name. */
    static Target files(Path directory) {
        return lines -> {
            String name = lines.get(0).substring(0, lines.get(0).indexOf(' ')) + ".txt";
            Path hidden = Files.writeString(
                    directory.resolve("." + name), String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
            Files.move(hidden, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        };
    }

    static Target server(LineServer server) {
        return lines -> lines.forEach(server::add);
    }

    void more() throws IOException {
        List<String> some = new ArrayList<>();
        int count = 1 + random.nextInt(LINES_MAX);
        for (int i = 1; i <= count; i++) {
            some.add((lines.size() + i) + " " + WORDS.get(random.nextInt(WORDS.size())));
        }
        target.take(some);
        lines.addAll(some);
    }

    /** All lines so far. */
    List<String> lines() {
        return lines;
    }
}
