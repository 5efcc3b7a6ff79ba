package dev.sluice.conformance.process;

import dev.sluice.storage.Durability;
import java.nio.file.Path;
import java.util.List;

/**
 * What a program in a process of its own is told.
 *
 * @param source a directory of files, or the port of a {@link LineServer}
 * @param checkpoint where it keeps what a restart needs
 * @param output the directory of what it writes
 */
record CountingSettings(String source, Path checkpoint, Path output, Durability durability) {
    /** Below one directory. */
    static CountingSettings in(Path directory, String source, Durability durability) {
        return new CountingSettings(source, directory.resolve("kept"), directory.resolve("out"), durability);
    }

    static CountingSettings parse(String[] words) {
        return new CountingSettings(words[0], Path.of(words[1]), Path.of(words[2]), Durability.valueOf(words[3]));
    }

    List<String> words() {
        return List.of(source, checkpoint.toString(), output.toString(), durability.name());
    }

    boolean isOfLines() {
        return source.chars().allMatch(Character::isDigit);
    }

    Path sourceDirectory() {
        return Path.of(source);
    }

    CountingSettings withCheckpoint(Path other) {
        return new CountingSettings(source, other, output, durability);
    }
}
