package dev.sluice.examples;

import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.examples.cli.Bulletin;
import dev.sluice.examples.cli.RunOptions;
import dev.sluice.examples.cli.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The first program of all: how often each word occurs, since the start or in a sliding window. */
@Command(name = "wordcount", description = "counts the words of a socket or of files in a directory")
final class WordCount implements Callable<Integer> {
    @Mixin
    private RunOptions options;

    @Mixin
    private TextOptions text;

    @Mixin
    private CountOptions counting;

    // snippet: word-count
    /** How often each word occurred since the start. */
    static PairDStream<String, Long> counts(DStream<String> lines) {
        return ones(lines)
                .reduceByKey(Long::sum)
                .updateStateByKey((news, sum) ->
                        Optional.of(news.stream().mapToLong(n -> n).sum() + sum.orElse(0L)));
    }

    /** How often each word occurred in the window, at every slide. */
    static PairDStream<String, Long> counts(DStream<String> lines, Duration window, Duration slide) {
        return ones(lines).reduceByKeyAndWindow(Long::sum, (all, leaving) -> all - leaving, window, slide);
    }

    private static PairDStream<String, Long> ones(DStream<String> lines) {
        return lines.flatMap(Words::of).mapToPair(word -> KeyValue.of(word, 1L));
    }
    // end

    /** The more frequent word is greater; of equally frequent ones the earlier in the alphabet. */
    private static int byCount(KeyValue<String, Long> left, KeyValue<String, Long> right) {
        int byValue = left.value().compareTo(right.value());
        return byValue != 0 ? byValue : right.key().compareTo(left.key());
    }

    @Override
    public Integer call() throws InterruptedException {
        text.check();
        counting.check();
        try (StreamingContext ssc =
                options.context("wordcount", counting.interval()).build()) {
            DStream<String> lines = text.open(ssc);
            Bulletin bulletin = new Bulletin();
            counted(lines)
                    .foreachRdd((counts, batch) -> bulletin.post(
                            batch,
                            counts.top(counting.top(), WordCount::byCount).stream()
                                    .map(count -> "%8d  %s".formatted(count.value(), count.key()))
                                    .toList()));
            return Session.run(ssc, options);
        }
    }

    private PairDStream<String, Long> counted(DStream<String> lines) {
        return counting.window()
                .map(window -> counts(lines, window, counting.slide()))
                .orElseGet(() -> counts(lines));
    }
}
