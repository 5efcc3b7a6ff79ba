package dev.sluice.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.examples.spark.MllibMachines.Reading;
import dev.sluice.examples.spark.MllibMachines.Score;
import dev.sluice.examples.spark.MllibMachines.Watch;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.util.List;
import org.apache.spark.mllib.linalg.Vectors;
import org.junit.jupiter.api.Test;

class MllibMachinesTest {
    private static final Centres GUESS = Centres.at(List.of(Vectors.dense(0, 0), Vectors.dense(100, 0)));

    /**
     * The first centre weighs 1, and half of that where two readings at 5 come to it: it goes to (0.5 * 0 + 2 * 5) / 2.5.
     */
    @Test
    void eachBatchIsScoredByWhatTheBatchesBeforeItTaught() {
        try (StreamTester tester = StreamTester.create(builder -> builder.master("spark:local[2]"))) {
            Collected<Score> scores = tester.collect(MllibMachines.scores(
                    tester.input(
                            List.of(new Reading(1, 5, 0), new Reading(2, 5, 0), new Reading(3, 100, 2)),
                            List.<Reading>of(),
                            List.of(new Reading(1, 4, 3))),
                    new Watch(GUESS)));
            tester.runBatches(3);
            assertThat(scores.batches().get(0)).containsExactly(new Score(1, 5), new Score(2, 5), new Score(3, 2));
            assertThat(scores.batches().get(1)).isEmpty();
            assertThat(scores.batches().get(2))
                    .singleElement()
                    .satisfies(score -> assertThat(score.distance()).isCloseTo(3, within(1e-9)));
        }
    }

    @Test
    void theProgramRunsToItsEndWhereSparkSubmitStartsIt() {
        assertThat(Submitted.run("mllib-machines")).isZero();
    }
}
