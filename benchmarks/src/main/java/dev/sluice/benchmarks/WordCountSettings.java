package dev.sluice.benchmarks;

import dev.sluice.storage.Durability;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One way to run the word count.
 *
 * @param keys how many words there are
 * @param lines the most lines of a batch
 * @param directory what it keeps goes below it; nothing is kept with {@link Durability#NONE}
 */
record WordCountSettings(
        Durability durability,
        Feed feed,
        int keys,
        Duration interval,
        int lines,
        Duration snapshotInterval,
        Path directory) {
    /** Where the lines come from. */
    enum Feed {
        /** A source that is read by position: only positions are kept. */
        DIRECT,
        /** A receiver that stores blocks, each kept when its store returns. */
        BLOCKS,
        /** A receiver that stores lines one by one, kept when their batch begins. */
        SINGLE
    }

    WordCountSettings with(Durability level) {
        return new WordCountSettings(level, feed, keys, interval, lines, snapshotInterval, directory);
    }

    WordCountSettings in(Path newDirectory) {
        return new WordCountSettings(durability, feed, keys, interval, lines, snapshotInterval, newDirectory);
    }

    /** As many lines at another pace. */
    WordCountSettings with(Duration newInterval, int newLines) {
        return new WordCountSettings(durability, feed, keys, newInterval, newLines, snapshotInterval, directory);
    }
}
