package dev.sluice.peers.spark;

import dev.sluice.peers.batch.BatchProgram;
import org.apache.spark.rdd.RDD;
import org.apache.spark.streaming.StreamingContext;
import org.apache.spark.streaming.Time;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.dstream.InputDStream;
import scala.Option;
import scala.Some;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** The batches of a program, one at each interval. */
@SuppressWarnings("deprecation") // all of Spark Streaming is deprecated
final class NumberedStream extends InputDStream<Integer> {
    private final BatchProgram program;
    private long next;

    private NumberedStream(StreamingContext context, BatchProgram program, ClassTag<Integer> tag) {
        super(context, tag);
        this.program = program;
    }

    static JavaDStream<Integer> of(StreamingContext context, BatchProgram program) {
        ClassTag<Integer> tag = ClassTag$.MODULE$.apply(Integer.class);
        return new JavaDStream<>(new NumberedStream(context, program, tag), tag);
    }

    @Override
    public Option<RDD<Integer>> compute(Time time) {
        return new Some<>(new NumberedRdd(context().sparkContext(), program, next++));
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}
}
