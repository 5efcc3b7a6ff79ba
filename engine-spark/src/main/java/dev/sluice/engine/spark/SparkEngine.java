package dev.sluice.engine.spark;

import dev.sluice.data.KeyValue;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Source;
import dev.sluice.plan.Split;
import dev.sluice.rdd.PairRdd;
import dev.sluice.rdd.Rdd;
import dev.sluice.rdd.RddContext;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.Tuple2;

/**
 * A batch as Spark knows it, for its libraries: to be called inside {@code foreachRdd} and {@code transform} of a program
 * whose master is one of Spark's. What is unwrapped or wrapped there belongs to that batch and is not used after it.
 */
public final class SparkEngine {
    private SparkEngine() {}

    /**
     * The records of a batch as an RDD of Spark, with the same partitions.
     *
     * @throws InvalidProgramException if the program does not run on Spark
     */
    public static <T> JavaRDD<T> unwrap(Rdd<T> rdd) {
        EngineOnSpark engine = engine(rdd.context(), Origin.here("unwrap", SparkEngine.class));
        RDD<T> records =
                rdd.context().run(group -> Spark.records(((SparkJobGroup) group).pieces(rdd.plan()), engine.types()));
        return records.toJavaRDD();
    }

    /**
     * The pairs of a batch as an RDD of Spark. Spark does not know how they are placed, and exchanges them where it groups.
     *
     * @throws InvalidProgramException if the program does not run on Spark
     */
    public static <K, V> JavaPairRDD<K, V> unwrapPairs(PairRdd<K, V> rdd) {
        return unwrap((Rdd<KeyValue<K, V>>) rdd).mapToPair(pair -> new Tuple2<>(pair.key(), pair.value()));
    }

    /**
     * What Spark made of a batch as data of that batch again, to be given back from {@code transform}.
     *
     * @param batch any data of the batch
     * @throws InvalidProgramException if the program does not run on Spark, or the RDD is of another SparkContext
     */
    public static <T> Rdd<T> wrap(Rdd<?> batch, JavaRDD<T> rdd) {
        Origin origin = Origin.here("wrap", SparkEngine.class);
        EngineOnSpark engine = engine(batch.context(), origin);
        if (rdd.context() != engine.context()) {
            throw new InvalidProgramException(origin
                    + ": the RDD is of another SparkContext than the program; make it from unwrap(…) or context(…)");
        }
        RDD<Records> pieces = Spark.pieces(rdd.rdd(), engine.types());
        List<Split<T>> splits = new ArrayList<>();
        for (int partition = 0; partition < rdd.getNumPartitions(); partition++) {
            splits.add(new WrappedSplit<>(pieces));
        }
        return Rdd.of(batch.context(), new Source<>(splits, origin));
    }

    /**
     * The SparkContext that a batch runs on; it is not to be stopped.
     *
     * @throws InvalidProgramException if the program does not run on Spark
     */
    public static JavaSparkContext context(Rdd<?> batch) {
        Origin origin = Origin.here("context", SparkEngine.class);
        return JavaSparkContext.fromSparkContext(engine(batch.context(), origin).context());
    }

    private static EngineOnSpark engine(RddContext context, Origin origin) {
        if (context.engine() instanceof EngineOnSpark engine) {
            return engine;
        }
        throw new InvalidProgramException(origin
                + ": there is no RDD of Spark behind this batch, since the program runs on another engine; give the builder a"
                + " master of Spark's, for example .master(\"spark:local[2]\")");
    }
}
