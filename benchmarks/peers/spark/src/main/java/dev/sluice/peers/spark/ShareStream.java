package dev.sluice.peers.spark;

import java.util.Objects;
import org.apache.spark.rdd.RDD;
import org.apache.spark.streaming.StreamingContext;
import org.apache.spark.streaming.Time;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.dstream.InputDStream;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.Some;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** A stream of the input, read in place like Spark's own direct streams read theirs. */
@SuppressWarnings("deprecation") // all of Spark Streaming is deprecated
final class ShareStream<T> extends InputDStream<T> {
    private static volatile @Nullable Schedule schedule;

    private final int first;
    private final ClassTag<T> tag;

    private ShareStream(StreamingContext context, int first, ClassTag<T> tag) {
        super(context, tag);
        this.first = first;
        this.tag = tag;
    }

    /**
     * A stream.
     *
     * @param first the first of its sources
     */
    static <T> JavaDStream<T> of(StreamingContext context, int first, Class<T> type) {
        ClassTag<T> tag = ClassTag$.MODULE$.apply(type);
        return new JavaDStream<>(new ShareStream<>(context, first, tag), tag);
    }

    /** The numbers of the latency, from 0 on. */
    static JavaDStream<Long> numbers(StreamingContext context) {
        ClassTag<Long> tag = ClassTag$.MODULE$.apply(Long.class);
        return new JavaDStream<>(new ShareStream<>(context, ShareRdd.NUMBERS, tag), tag);
    }

    static void plannedBy(Schedule newSchedule) {
        schedule = newSchedule;
    }

    @Override
    public Option<RDD<T>> compute(Time time) {
        Schedule.Range range = Objects.requireNonNull(schedule).at(time.milliseconds());
        return new Some<>(new ShareRdd<>(context().sparkContext(), tag, first, range.from(), range.to()));
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}
}
