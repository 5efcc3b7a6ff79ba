package dev.sluice.peers.spark;

import dev.sluice.peers.workload.AdData;
import dev.sluice.peers.workload.AdEvent;
import dev.sluice.peers.workload.Data;
import dev.sluice.peers.workload.Form;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Inputs;
import dev.sluice.peers.workload.Lateness;
import dev.sluice.peers.workload.Pace;
import dev.sluice.peers.workload.Setting;
import dev.sluice.peers.workload.Tally;
import dev.sluice.peers.workload.Workload;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.Optional;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.streaming.Duration;
import org.apache.spark.streaming.State;
import org.apache.spark.streaming.StateSpec;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaMapWithStateDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.Tuple2;
import scala.Tuple3;

/** The workloads as programs of Spark Streaming, written the usual way. */
@SuppressWarnings("deprecation") // all of Spark Streaming is deprecated
record SparkPrograms(JavaStreamingContext context, Duration tick) {
    /** Batches of about a second. */
    private static final int DURABLE_BATCHES = 5;
    /**
     * Spark does not do without: it must cut the lineage of a state. The directory of the Spark context is enough for
     * that; with one of the streaming context it would write its plan to the disk twice in every batch.
     */
    private static final int SELDOM_BATCHES = 30;

    /** Defines the program; what results it gives. */
    Form define(Setting setting) {
        Workload workload = setting.workload();
        String directory = setting.directory().resolve("checkpoint").toString();
        if (workload == Workload.DURABLE_STATE) {
            context.checkpoint(directory);
        } else {
            context.sparkContext().setCheckpointDir(directory);
        }
        switch (workload) {
            case GREP -> grep();
            case WORD_COUNT -> wordCount();
            case STATE -> state().checkpoint(tick.times(SELDOM_BATCHES));
            case DURABLE_STATE -> state().checkpoint(tick.times(DURABLE_BATCHES));
            case SLIDING -> sliding();
            case SLIDING_MAX -> slidingMax();
            case ADS -> ads(stream(0, AdEvent.class));
            case ADS_JSON -> ads(stream(0, String.class).map(AdEvent::parse));
            case SESSIONS -> sessions();
            case JOIN -> join();
            case LATENCY -> latency();
        }
        return switch (workload) {
            case STATE, DURABLE_STATE, LATENCY -> Form.UPDATES;
            default -> Form.BATCHES;
        };
    }

    private <T> JavaDStream<T> stream(int first, Class<T> type) {
        return ShareStream.of(context.ssc(), first, type);
    }

    private void grep() {
        stream(0, String.class)
                .filter(line -> line.contains(Data.NEEDLE))
                .foreachRDD(lines -> Tally.add(lines.count()));
    }

    private void wordCount() {
        stream(0, String.class)
                .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
                .mapToPair(word -> new Tuple2<>(word, 1L))
                .reduceByKey(Long::sum)
                .foreachRDD(counts -> counts.foreachPartition(SparkPrograms::addWords));
    }

    private static void addWords(Iterator<Tuple2<String, Long>> counts) {
        long answer = 0;
        while (counts.hasNext()) {
            Tuple2<String, Long> count = counts.next();
            answer += count._2() * Data.mix(count._1());
        }
        Tally.add(answer);
    }

    private JavaMapWithStateDStream<Long, Long, Long, Long> state() {
        JavaMapWithStateDStream<Long, Long, Long, Long> sums = stream(0, Long.class)
                .mapToPair(key -> new Tuple2<>(key, Data.amount(key)))
                .mapWithState(StateSpec.function(SparkPrograms::sum).numPartitions(Input.SHARES));
        sums.foreachRDD(all -> all.foreachPartition(SparkPrograms::addNumbers));
        return sums;
    }

    private static Long sum(Long key, Optional<Long> amount, State<Long> state) {
        long sum = (state.exists() ? state.get() : 0L) + amount.or(0L);
        state.update(sum);
        return Data.mix(key) * sum;
    }

    private static void addNumbers(Iterator<Long> numbers) {
        long answer = 0;
        while (numbers.hasNext()) {
            answer += numbers.next();
        }
        Tally.add(answer);
    }

    private void sliding() {
        stream(0, Long.class)
                .mapToPair(key -> new Tuple2<>(key, 1L))
                .reduceByKeyAndWindow(
                        Long::sum,
                        (all, leaving) -> all - leaving,
                        tick.times(Inputs.current().slides()),
                        tick,
                        Input.SHARES,
                        all -> true)
                .foreachRDD(eachSecond(SparkPrograms::addWindow));
    }

    /** A batch is a second of the data's own time. */
    private static <T> VoidFunction<JavaPairRDD<T, Long>> eachSecond(Adding<T> adding) {
        AtomicLong seconds = new AtomicLong();
        return counts -> {
            long second = seconds.getAndIncrement();
            counts.foreachPartition(part -> adding.add(second, part));
        };
    }

    /** Adds results of a second to the answer. */
    private interface Adding<T> extends Serializable {
        void add(long second, Iterator<Tuple2<T, Long>> results);
    }

    private void slidingMax() {
        stream(0, Long.class)
                .mapToPair(record -> new Tuple2<>(Data.measuredKey(record), Data.measuredValue(record)))
                .reduceByKeyAndWindow(Math::max, tick.times(Inputs.current().slides()), tick, Input.SHARES)
                .foreachRDD(eachSecond(SparkPrograms::addWindow));
    }

    private static void ads(JavaDStream<AdEvent> events) {
        events.filter(event -> event.eventType().equals(AdEvent.VIEW))
                .mapToPair(event -> new Tuple2<>(AdData.campaign(event.ad()), 1L))
                .reduceByKey(Long::sum)
                .foreachRDD(eachSecond(SparkPrograms::addCampaigns));
    }

    private static void addCampaigns(long second, Iterator<Tuple2<String, Long>> counts) {
        long answer = 0;
        while (counts.hasNext()) {
            Tuple2<String, Long> count = counts.next();
            answer += Tally.windowed(second, AdData.number(count._1()), count._2());
        }
        Tally.addWindow(second, answer);
    }

    /**
     * What a key has after a batch: the records of its session so far, for how many batches it had none, and the records of
     * the session that ended in this batch. The function sees every key in every batch.
     */
    private static Optional<Tuple3<Long, Integer, Long>> next(
            List<Long> counts, Optional<Tuple3<Long, Integer, Long>> before) {
        Tuple3<Long, Integer, Long> last = before.or(new Tuple3<>(0L, 0, 0L));
        boolean ends = last._1() > 0 && last._2() + 1 == Data.SESSION_SILENCE;
        long ended = ends ? last._1() : 0;
        long open = ends ? 0 : last._1();
        if (!counts.isEmpty()) {
            return Optional.of(new Tuple3<>(open + counts.get(0), 0, ended));
        }
        return open + ended > 0 ? Optional.of(new Tuple3<>(open, last._2() + 1, ended)) : Optional.empty();
    }

    private void sessions() {
        JavaPairDStream<Long, Tuple3<Long, Integer, Long>> sessions = stream(0, Long.class)
                .mapToPair(key -> new Tuple2<>(key, 1L))
                .reduceByKey(Long::sum)
                .updateStateByKey(SparkPrograms::next);
        sessions.checkpoint(tick.times(SELDOM_BATCHES));
        sessions.filter(session -> session._2()._3() > 0)
                .mapToPair(session -> new Tuple2<>(session._1(), session._2()._3()))
                .foreachRDD(eachSecond(SparkPrograms::addWindow));
    }

    private static void addWindow(long second, Iterator<Tuple2<Long, Long>> counts) {
        long answer = 0;
        while (counts.hasNext()) {
            Tuple2<Long, Long> count = counts.next();
            answer += Tally.windowed(second, count._1(), count._2());
        }
        Tally.addWindow(second, answer);
    }

    private void join() {
        JavaPairDStream<Long, Long> left =
                stream(0, Long.class).mapToPair(record -> new Tuple2<>(Data.joinKey(record), record));
        JavaPairDStream<Long, Long> right =
                stream(Input.SHARES, Long.class).mapToPair(record -> new Tuple2<>(Data.joinKey(record), record));
        left.join(right).foreachRDD(pairs -> pairs.foreachPartition(SparkPrograms::addPairs));
    }

    private static void addPairs(Iterator<Tuple2<Long, Tuple2<Long, Long>>> pairs) {
        long answer = 0;
        while (pairs.hasNext()) {
            Tuple2<Long, Long> pair = pairs.next()._2();
            answer += Data.joined(pair._1(), pair._2());
        }
        Tally.add(answer);
    }

    private void latency() {
        JavaMapWithStateDStream<Long, Long, Long, Tuple2<Long, Long>> counted = ShareStream.numbers(context.ssc())
                .mapToPair(number -> new Tuple2<>(Data.latencyKey(number), number))
                .mapWithState(StateSpec.function(SparkPrograms::count).numPartitions(Input.SHARES));
        counted.checkpoint(tick.times(SELDOM_BATCHES));
        counted.foreachRDD(counts -> counts.foreachPartition(SparkPrograms::addLate));
    }

    private static Tuple2<Long, Long> count(Long key, Optional<Long> number, State<Long> state) {
        long count = (state.exists() ? state.get() : 0L) + 1;
        state.update(count);
        return new Tuple2<>(number.get(), Data.mix(key) * count);
    }

    private static void addLate(Iterator<Tuple2<Long, Long>> counts) {
        Pace pace = Inputs.current().pace();
        long answer = 0;
        while (counts.hasNext()) {
            Tuple2<Long, Long> count = counts.next();
            answer += count._2();
            Lateness.OF_ALL.add(pace.lateNanos(count._1() / Input.SHARES));
        }
        Tally.add(answer);
    }
}
