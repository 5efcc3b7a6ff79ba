package dev.sluice.examples;

import static dev.sluice.testkit.StreamCheck.batch;
import static dev.sluice.testkit.StreamCheck.batches;
import static dev.sluice.testkit.StreamCheck.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.examples.AdImpressions.Impression;
import dev.sluice.examples.AdImpressions.Revision;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdImpressionsTest {
    private static final Duration LATENESS = Duration.ofSeconds(5);

    /** Batch n ends n seconds after the epoch: in time it brings the impressions of second n - 1. */
    @Test
    void aLateImpressionRevisesTheCountOfItsSecond() {
        check(
                        batches(
                                batch(boots(0), boots(0), boots(0)),
                                batch(boots(1), boots(1), boots(0)),
                                batch(),
                                batch(),
                                batch(boots(0))),
                        impressions -> AdImpressions.revisions(impressions, LATENESS))
                .inAnyOrder()
                .gives(
                        batch(new Revision("boots", 0, 0, 3)),
                        batch(new Revision("boots", 0, 3, 4), new Revision("boots", 1, 0, 2)),
                        batch(),
                        batch(),
                        batch(new Revision("boots", 0, 4, 5)));
    }

    @Test
    void eachAdHasCountsOfItsOwn() {
        check(
                        batches(batch(boots(0), new Impression("tents", 0))),
                        impressions -> AdImpressions.revisions(impressions, LATENESS))
                .inAnyOrder()
                .gives(batch(new Revision("boots", 0, 0, 1), new Revision("tents", 0, 0, 1)));
    }

    @Test
    void anImpressionCountsToTheEndOfTheLatenessAndNotLonger() {
        check(
                        batches(
                                batch(boots(0)),
                                batch(),
                                batch(),
                                batch(),
                                batch(),
                                batch(boots(0)),
                                batch(boots(0), boots(6))),
                        impressions -> AdImpressions.revisions(impressions, LATENESS))
                .gives(
                        batch(new Revision("boots", 0, 0, 1)),
                        batch(),
                        batch(),
                        batch(),
                        batch(),
                        batch(new Revision("boots", 0, 1, 2)),
                        batch(new Revision("boots", 6, 0, 1)));
    }

    @Test
    void revisionsAreShownBySecondAndThenByAd() {
        Revision tents = new Revision("tents", 1, 0, 1);
        Revision boots = new Revision("boots", 1, 0, 1);
        Revision later = new Revision("boots", 2, 0, 1);

        assertThat(Stream.of(later, tents, boots).sorted()).containsExactly(boots, tents, later);
    }

    private static Impression boots(long second) {
        return new Impression("boots", second);
    }
}
