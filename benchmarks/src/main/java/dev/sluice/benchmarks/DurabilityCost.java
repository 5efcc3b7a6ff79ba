package dev.sluice.benchmarks;

import dev.sluice.benchmarks.WordCountSettings.Feed;
import dev.sluice.storage.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What does a directory cost a running program: in throughput, in delay, in CPU, in bytes? */
@Command(
        name = "durability",
        description = {
            "A word count with state, without a directory, with one at PROCESS, and at POWER.",
            "The levels take turns, so that what else the machine does meets all of them alike."
        },
        mixinStandardHelpOptions = true)
final class DurabilityCost implements Callable<Integer> {
    private static final double SATURATED = 0.5;
    private static final int CALIBRATIONS = 4;
    private static final int LINES_FIRST = 100;

    @Option(names = "--feeds", split = ",", description = "DIRECT, BLOCKS, SINGLE. Default: ${DEFAULT-VALUE}")
    private List<Feed> feeds = List.of(Feed.values());

    @Option(names = "--keys", split = ",", description = "Keys of the state. Default: ${DEFAULT-VALUE}")
    private List<Integer> keys = List.of(100_000, 1_000_000);

    @Option(names = "--batch-millis", split = ",", description = "Default: ${DEFAULT-VALUE}")
    private List<Integer> batchMillis = List.of(100, 10);

    @Option(names = "--rounds", description = "Default: ${DEFAULT-VALUE}", defaultValue = "5")
    private int rounds;

    @Option(names = "--seconds", description = "Of each run. Default: ${DEFAULT-VALUE}", defaultValue = "20")
    private int seconds;

    @Option(names = "--snapshot-seconds", description = "Default: ${DEFAULT-VALUE}", defaultValue = "10")
    private int snapshotSeconds;

    @Option(names = "--directory", description = "On the disk to be measured. Default: that for temporary files")
    private @Nullable Path directory;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Scratch scratch = Scratch.under(directory)) {
            System.out.println(Machine.describe());
            System.out.println(DiskSync.describe(scratch.path()));
            for (int millis : batchMillis) {
                for (Feed feed : feeds) {
                    for (int count : keys) {
                        compare(feed, count, millis, scratch);
                    }
                }
            }
            return 0;
        }
    }

    private void compare(Feed feed, int count, int millis, Scratch scratch) throws InterruptedException {
        Duration saturated = Duration.ofMillis((long) Math.max(1, millis * SATURATED));
        Duration snapshots = Duration.ofSeconds(snapshotSeconds);
        WordCountSettings settings = new WordCountSettings(
                Durability.NONE,
                feed,
                count,
                saturated,
                LINES_FIRST,
                snapshots.multipliedBy(saturated.toMillis()).dividedBy(millis),
                scratch.path());
        int lines = calibrated(settings, millis);
        System.out.printf(
                "%n%s, %,d keys, batches of %d ms, %,d lines of %d words each, load average %.1f%n",
                feed, count, millis, lines, Lines.WORDS, Machine.load());
        Map<Durability, List<WordCount.Measured>> fast = rounds(settings.with(saturated, lines), scratch);
        WordCountSettings steady = new WordCountSettings(
                Durability.NONE, feed, count, Duration.ofMillis(millis), lines / 2, snapshots, scratch.path());
        new DurabilityTable(fast, rounds(steady, scratch), lines / 2 * 1_000L / millis).print();
    }

    /** How many lines keep the machine busy for the time of a batch. */
    private static int calibrated(WordCountSettings settings, int millis) throws InterruptedException {
        int lines = LINES_FIRST;
        for (int attempt = 0; attempt < CALIBRATIONS; attempt++) {
            WordCountSettings trial = settings.with(Duration.ofMillis(1), lines);
            double held = new WordCount(trial).run(Duration.ofSeconds(2)).linesPerSecond();
            lines = (int) Math.max(LINES_FIRST, held * millis / 1_000);
        }
        return lines;
    }

    private Map<Durability, List<WordCount.Measured>> rounds(WordCountSettings settings, Scratch scratch)
            throws InterruptedException {
        Map<Durability, List<WordCount.Measured>> measured = new EnumMap<>(Durability.class);
        List<Durability> order = new ArrayList<>(List.of(Durability.values()));
        for (int round = 0; round < rounds; round++) {
            for (Durability level : order) {
                measured.computeIfAbsent(level, unused -> new ArrayList<>()).add(run(settings.with(level), scratch));
            }
            Collections.rotate(order, 1);
        }
        return measured;
    }

    private WordCount.Measured run(WordCountSettings settings, Scratch scratch) throws InterruptedException {
        Path run = scratch.run("run");
        try {
            return new WordCount(settings.in(run)).run(Duration.ofSeconds(seconds));
        } finally {
            Scratch.delete(run);
            System.gc();
        }
    }
}
