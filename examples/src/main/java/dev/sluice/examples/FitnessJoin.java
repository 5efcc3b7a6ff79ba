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

/** Two services know a part each of what a runner does; their streams are joined by user. */
@Command(name = "fitness-join", description = "joins two streams by user (join of windows)")
final class FitnessJoin implements Callable<Integer> {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration SLIDE = Duration.ofSeconds(2);

    @Mixin
    private RunOptions options;

    /** Steps that a wristband counted. */
    record Steps(String user, long steps) implements Serializable {}

    /** A piece of way that a route tracker measured. */
    record Way(String user, long metres) implements Serializable {}

    /** What both together know of a user. */
    record Run(long steps, long metres) implements Serializable {
        /** The length of a step in metres. */
        double stride() {
            return (double) metres / steps;
        }
    }

    /** The runs of the users that both services heard of in the window. */
    static PairDStream<String, Run> runs(
            DStream<Steps> wristbands, DStream<Way> tracker, Duration window, Duration slide) {
        PairDStream<String, Long> steps = wristbands
                .mapToPair(counted -> KeyValue.of(counted.user(), counted.steps()))
                .reduceByKeyAndWindow(Long::sum, window, slide);
        PairDStream<String, Long> metres = tracker.mapToPair(way -> KeyValue.of(way.user(), way.metres()))
                .reduceByKeyAndWindow(Long::sum, window, slide);
        return steps.join(metres).mapValues(both -> new Run(both.first(), both.second()));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (StreamingContext ssc =
                options.context("fitness-join", Duration.ofSeconds(1)).build()) {
            DStream<Steps> wristbands = ssc.stream(Sources.generator(10, Samples::steps));
            DStream<Way> tracker = ssc.stream(Sources.generator(4, Samples::way));
            Bulletin bulletin = new Bulletin();
            runs(wristbands, tracker, WINDOW, SLIDE)
                    .foreachRdd((runs, batch) -> bulletin.post(
                            batch, runs.sortByKey().map(FitnessJoin::line).collect()));
            return Session.run(ssc, options);
        }
    }

    private static String line(KeyValue<String, Run> entry) {
        Run run = entry.value();
        return "%-6s %4d steps, %4d m, %.2f m a step".formatted(entry.key(), run.steps(), run.metres(), run.stride());
    }
}
