package dev.sluice.peers.spark;

import dev.sluice.peers.batch.BatchProgram;
import dev.sluice.peers.batch.BatchSetting;
import dev.sluice.peers.batch.BatchTimes;
import java.util.Objects;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.Optional;
import org.apache.spark.streaming.Duration;
import org.apache.spark.streaming.State;
import org.apache.spark.streaming.StateSpec;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.streaming.scheduler.StreamingListener;
import org.apache.spark.streaming.scheduler.StreamingListenerBatchCompleted;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** The programs whose batches are timed, on Spark Streaming. */
@SuppressWarnings("deprecation") // all of Spark Streaming is deprecated
public final class SparkBatches implements StreamingListener {
    /** Reached by name: Spark writes the functions of outputs into every checkpoint. */
    private static volatile @Nullable BatchTimes times;

    private final BatchProgram program;

    private SparkBatches(BatchProgram program) {
        this.program = program;
    }

    private static BatchTimes times() {
        return Objects.requireNonNull(times);
    }

    /** Runs it with the arguments of a {@link BatchSetting}. */
    public static void main(String[] arguments) throws InterruptedException {
        BatchSetting setting = BatchSetting.of(arguments);
        times = new BatchTimes(setting);
        SparkBatches batches = new SparkBatches(setting.program());
        JavaSparkContext spark = new JavaSparkContext(new SparkConf()
                .setAppName(setting.program().toString())
                .setMaster(setting.master())
                .set("spark.default.parallelism", Integer.toString(BatchProgram.PARTITIONS))
                .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .set("spark.shuffle.compress", "false"));
        spark.setLogLevel("WARN");
        Duration interval = new Duration(setting.program().interval().toMillis());
        JavaStreamingContext context = new JavaStreamingContext(spark, interval);
        if (setting.program().keepsState()) {
            context.checkpoint(setting.directory().resolve("checkpoint").toString());
        }
        context.addStreamingListener(batches);
        batches.define(context, interval);
        context.start();
        System.out.println(times().await(spark.version()).line());
        Runtime.getRuntime().halt(0);
    }

    @Override
    public void onBatchCompleted(StreamingListenerBatchCompleted completed) {
        completed.batchInfo().outputOperationInfos().values().foreach(output -> {
            if (output.failureReason().isDefined()) {
                times().failed(new IllegalStateException(output.failureReason().get()));
            }
            return null;
        });
        times().completed(((Long) completed.batchInfo().processingDelay().get()).doubleValue());
    }

    private void define(JavaStreamingContext context, Duration interval) {
        JavaDStream<Integer> keys = NumberedStream.of(context.ssc(), program);
        switch (program) {
            case EMPTY -> keys.foreachRDD((rdd, time) -> times().answered(rdd.count()));
            case MAP -> answer(keys.map(BatchProgram::weight));
            case WORDS, MANY_WORDS ->
                answer(keys.map(key -> "w" + key)
                        .mapToPair(word -> new Tuple2<>(word, 1L))
                        .reduceByKey(Long::sum)
                        .map(count ->
                                BatchProgram.weight(Integer.parseInt(count._1().substring(1))) * count._2()));
            case SLIDING, MANY_SLIDING ->
                answerCounts(pairs(keys)
                        .reduceByKeyAndWindow(
                                Long::sum, (sum, old) -> sum - old, interval.times(BatchProgram.WINDOW), interval));
            case UPDATE ->
                answerCounts(pairs(keys)
                        .<Long>updateStateByKey((ones, count) -> Optional.of(count.orElse(0L) + ones.size())));
            case STATE, LARGE_STATE, MANY_STATE ->
                answer(pairs(keys)
                        .<Long, Long>mapWithState(
                                StateSpec.function(SparkBatches::counted).numPartitions(BatchProgram.PARTITIONS)));
        }
    }

    private static Long counted(Integer key, Optional<Long> one, State<Long> state) {
        long count = (state.exists() ? state.get() : 0) + one.or(0L);
        state.update(count);
        return BatchProgram.weight(key) * count;
    }

    private static JavaPairDStream<Integer, Long> pairs(JavaDStream<Integer> keys) {
        return keys.mapToPair(key -> new Tuple2<>(key, 1L));
    }

    private static void answerCounts(JavaPairDStream<Integer, Long> counts) {
        answer(counts.map(count -> BatchProgram.weight(count._1()) * count._2()));
    }

    private static void answer(JavaDStream<Long> weights) {
        weights.foreachRDD((rdd, time) -> times().answered(rdd.fold(0L, Long::sum)));
    }
}
