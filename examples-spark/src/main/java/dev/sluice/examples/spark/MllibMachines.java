package dev.sluice.examples.spark;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.engine.spark.SparkEngine;
import dev.sluice.examples.cli.Bulletin;
import dev.sluice.examples.cli.RunOptions;
import dev.sluice.examples.cli.Session;
import dev.sluice.rdd.Rdd;
import dev.sluice.source.Sources;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A model that scores each batch of a stream, and then learns from it. */
@Command(name = "mllib-machines", description = "tells which machines run unlike the others (MLlib)")
final class MllibMachines implements Callable<Integer> {
    private static final List<Vector> GUESS = List.of(Vectors.dense(20, 1), Vectors.dense(80, 5));
    private static final double FAR = 12;

    @Mixin
    private RunOptions options;

    /** What a machine tells of itself. */
    record Reading(int machine, double celsius, double vibration) implements Serializable {
        Vector place() {
            return Vectors.dense(celsius, vibration);
        }
    }

    /** How far a reading is from what is usual. */
    record Score(int machine, double distance) implements Serializable {}

    // snippet: spark-mllib
    /** In the driver, where functions over batches run. */
    static final class Watch {
        private Centres centres;

        Watch(Centres centres) {
            this.centres = centres;
        }

        /** Scores readings by what the batches before them taught. */
        Rdd<Score> score(Rdd<Reading> batch) {
            Centres now = centres;
            return SparkEngine.wrap(
                    batch,
                    SparkEngine.unwrap(batch)
                            .map(reading -> new Score(reading.machine(), now.distance(reading.place()))));
        }

        void learn(Rdd<Reading> batch) {
            centres = centres.fittedTo(SparkEngine.unwrap(batch).map(Reading::place));
        }
    }

    static DStream<Score> scores(DStream<Reading> readings, Watch watch) {
        DStream<Score> scores = readings.transform(watch::score);
        readings.foreachRdd(watch::learn);
        return scores;
    }
    // end

    static Reading reading(long number) {
        SplittableRandom random = new SplittableRandom(number);
        boolean hot = random.nextBoolean();
        double fault = random.nextInt(50) == 0 ? 25 : 0;
        return new Reading(
                random.nextInt(10),
                (hot ? 70 : 30) + fault + 8 * random.nextDouble(),
                (hot ? 4 : 2) + random.nextDouble());
    }

    @Override
    public Integer call() throws InterruptedException {
        try (StreamingContext ssc =
                options.context("mllib-machines", Duration.ofSeconds(1)).build()) {
            DStream<Reading> readings = ssc.stream(Sources.generator(50, MllibMachines::reading));
            Bulletin bulletin = new Bulletin();
            scores(readings, new Watch(Centres.at(GUESS)))
                    .filter(score -> score.distance() > FAR)
                    .map(score -> "machine %d is off by %.0f".formatted(score.machine(), score.distance()))
                    .foreachRdd((batch, when) -> bulletin.post(when, batch.collect()));
            return Session.run(ssc, options);
        }
    }
}
