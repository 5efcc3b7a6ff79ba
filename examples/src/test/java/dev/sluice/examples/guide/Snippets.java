package dev.sluice.examples.guide;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pieces of code between {@code // snippet: name} and {@code // end}. */
final class Snippets {
    private static final String BEGIN = "// snippet: ";
    private static final String END = "// end";

    private Snippets() {}

    /** All that are marked in code that is compiled and run. */
    static List<Block> all() {
        return Stream.of(
                        "examples/src",
                        "examples-spark/src",
                        "testkit/src",
                        "connectors/kafka/src",
                        "connectors/jdbc/src",
                        "examples-kafka/src",
                        "storage-hadoop/src")
                .flatMap(directory -> Repository.files(directory, ".java").stream())
                .flatMap(file -> of(file, Repository.lines(file)).stream())
                .toList();
    }

    /** Those marked in the lines of a file. */
    static List<Block> of(Path file, List<String> lines) {
        List<Block> snippets = new ArrayList<>();
        for (int begin = 0; begin < lines.size(); begin++) {
            String line = lines.get(begin).strip();
            if (line.startsWith(BEGIN)) {
                int end = end(file, lines, begin);
                String place = file.getFileName() + ":" + (begin + 1);
                snippets.add(Block.of(line.substring(BEGIN.length()), lines.subList(begin + 1, end), place));
                begin = end;
            }
        }
        return snippets;
    }

    private static int end(Path file, List<String> lines, int begin) {
        for (int at = begin + 1; at < lines.size(); at++) {
            if (lines.get(at).strip().equals(END)) {
                return at;
            }
        }
        throw new IllegalStateException("the snippet at " + file + ":" + (begin + 1) + " has no \"" + END + "\"");
    }
}
