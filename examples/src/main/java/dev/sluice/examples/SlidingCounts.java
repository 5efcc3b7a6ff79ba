package dev.sluice.examples;

import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.examples.cli.Bulletin;
import dev.sluice.examples.cli.RunOptions;
import dev.sluice.examples.cli.Session;
import dev.sluice.source.Sources;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The same sliding counts in three ways, which must agree: counted anew, merged from parts, and taken off again. */
@Command(name = "sliding-counts", description = "counts a sliding window in three ways that must agree")
final class SlidingCounts implements Callable<Integer> {
    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final Duration SLIDE = Duration.ofSeconds(1);

    @Mixin
    private RunOptions options;

    /** The three results for a word, in the order of the methods here; 0 where one has none. */
    record Counts(long anew, long merged, long takenOff) implements Serializable {
        boolean agree() {
            return anew == merged && merged == takenOff;
        }
    }

    /** Every record of the window is counted at every slide: costs as much as the window is long. */
    static PairDStream<String, Long> anew(DStream<String> words, Duration window, Duration slide) {
        return ones(words).window(window, slide).reduceByKey(Long::sum);
    }

    /** Each slide's counts are kept and merged: costs the same whatever the length of the window. */
    static PairDStream<String, Long> merged(DStream<String> words, Duration window, Duration slide) {
        return ones(words).reduceByKeyAndWindow(Long::sum, window, slide);
    }

    /** What enters is added, what leaves is subtracted: cheapest, for functions that have an inverse. */
    static PairDStream<String, Long> takenOff(DStream<String> words, Duration window, Duration slide) {
        return ones(words).reduceByKeyAndWindow(Long::sum, (all, leaving) -> all - leaving, window, slide);
    }

    /** All three, by word. */
    static PairDStream<String, Counts> sideBySide(DStream<String> words, Duration window, Duration slide) {
        return anew(words, window, slide)
                .fullOuterJoin(merged(words, window, slide))
                .fullOuterJoin(takenOff(words, window, slide))
                .mapValues(all -> new Counts(
                        all.first().flatMap(two -> two.first()).orElse(0L),
                        all.first().flatMap(two -> two.second()).orElse(0L),
                        all.second().orElse(0L)));
    }

    private static PairDStream<String, Long> ones(DStream<String> words) {
        return words.mapToPair(word -> KeyValue.of(word, 1L));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (StreamingContext ssc =
                options.context("sliding-counts", Duration.ofSeconds(1)).build()) {
            DStream<String> words = ssc.stream(Sources.generator(20, Samples::word));
            Bulletin bulletin = new Bulletin();
            sideBySide(words, WINDOW, SLIDE)
                    .foreachRdd((counts, batch) -> bulletin.post(
                            batch, counts.sortByKey().map(SlidingCounts::line).collect()));
            return Session.run(ssc, options);
        }
    }

    private static String line(KeyValue<String, Counts> entry) {
        Counts counts = entry.value();
        return "%-6s anew %3d, merged %3d, taken off %3d  %s"
                .formatted(
                        entry.key(),
                        counts.anew(),
                        counts.merged(),
                        counts.takenOff(),
                        counts.agree() ? "equal" : "NOT EQUAL");
    }
}
