package dev.sluice.examples;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.examples.cli.Bulletin;
import dev.sluice.examples.cli.RunOptions;
import dev.sluice.examples.cli.Session;
import dev.sluice.source.Sources;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Impressions of ads by the second in which they happened, not in which they were heard of. A late one corrects a count
 * that was given before: the revision says which count it replaces.
 */
@Command(name = "ad-impressions", description = "counts by event second; late ones revise (mapWithState)")
final class AdImpressions implements Callable<Integer> {
    private static final Duration LATENESS = Duration.ofSeconds(5);
    private static final List<String> ADS = List.of("boots", "tents");

    private static final int REVISIONS_SHOWN = 20;

    @Mixin
    private RunOptions options;

    /** An ad was shown. */
    record Impression(String ad, long second) implements Serializable {}

    /** The impressions of an ad in a second; of {@code previous}, 0 says that none were given before. */
    record Revision(String ad, long second, long previous, long current) implements Comparable<Revision>, Serializable {
        @Override
        public int compareTo(Revision other) {
            int bySecond = Long.compare(second, other.second);
            return bySecond != 0 ? bySecond : ad.compareTo(other.ad);
        }
    }

    /**
     * The counts that each batch makes or corrects.
     *
     * @param lateness how long after its second an impression still counts
     */
    static DStream<Revision> revisions(DStream<Impression> impressions, Duration lateness) {
        return impressions
                .mapToPair(impression -> KeyValue.of(impression, 1L))
                .reduceByKey(Long::sum)
                .mapWithState(StateSpec.<Impression, Long, Long, Revision>function(
                                (batch, which, news, count) -> isTooLate(which, batch, lateness)
                                        ? Optional.empty()
                                        : news.map(more -> revise(which, more, count)))
                        .timeout(lateness.plusSeconds(1)));
    }

    private static boolean isTooLate(Impression impression, Batch batch, Duration lateness) {
        return batch.timeMillis() > (impression.second() + 1) * 1_000 + lateness.toMillis();
    }

    private static Revision revise(Impression which, long more, State<Long> count) {
        long previous = count.getOption().orElse(0L);
        count.update(previous + more);
        return new Revision(which.ad(), which.second(), previous, previous + more);
    }

    /** Impressions that happened up to four seconds before their batch. */
    private static Impression sample(long number, Batch batch) {
        SplittableRandom random = new SplittableRandom(number);
        long late = Math.max(0, random.nextInt(-12, 5));
        return new Impression(
                ADS.get(random.nextInt(ADS.size())), batch.time().minusMillis(1).getEpochSecond() - late);
    }

    @Override
    public Integer call() throws InterruptedException {
        try (StreamingContext ssc =
                options.context("ad-impressions", Duration.ofSeconds(1)).build()) {
            DStream<Impression> impressions = ssc.stream(Sources.generator(40, number -> number))
                    .transform((numbers, batch) -> numbers.map(number -> sample(number, batch)));
            Bulletin bulletin = new Bulletin();
            revisions(impressions, LATENESS)
                    .foreachRdd((revisions, batch) -> bulletin.post(
                            batch,
                            revisions.takeOrdered(REVISIONS_SHOWN).stream()
                                    .map(AdImpressions::line)
                                    .toList()));
            return Session.run(ssc, options);
        }
    }

    private static String line(Revision revision) {
        String what = revision.previous() == 0
                ? "%d".formatted(revision.current())
                : "%d, not %d".formatted(revision.current(), revision.previous());
        return "%s in second :%02d  %s".formatted(revision.ad(), revision.second() % 60, what);
    }
}
