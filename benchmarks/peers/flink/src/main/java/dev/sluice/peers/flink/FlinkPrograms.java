package dev.sluice.peers.flink;

import dev.sluice.peers.workload.AdData;
import dev.sluice.peers.workload.AdEvent;
import dev.sluice.peers.workload.Data;
import dev.sluice.peers.workload.Form;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Inputs;
import dev.sluice.peers.workload.Lateness;
import dev.sluice.peers.workload.Pace;
import dev.sluice.peers.workload.Workload;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.util.Collector;

/** The workloads as programs of Flink's DataStream API, written the usual way. */
record FlinkPrograms(StreamExecutionEnvironment environment) {
    private static final TypeInformation<Tuple2<Long, Long>> PAIR = Types.TUPLE(Types.LONG, Types.LONG);

    /** Defines the program; what results it gives. */
    Form define(Workload workload) {
        switch (workload) {
            case GREP -> grep();
            case WORD_COUNT -> wordCount();
            case STATE, DURABLE_STATE -> state();
            case SLIDING -> sliding();
            case SLIDING_MAX -> slidingMax();
            case ADS -> ads(stream(0, TypeInformation.of(AdEvent.class)));
            case ADS_JSON -> ads(stream(0, Types.STRING).map(AdEvent::parse));
            case SESSIONS -> sessions();
            case JOIN -> join();
            case LATENCY -> latency();
        }
        return switch (workload) {
            case WORD_COUNT, STATE, DURABLE_STATE, LATENCY -> Form.UPDATES;
            default -> Form.BATCHES;
        };
    }

    private <T> DataStream<T> stream(int first, TypeInformation<T> type) {
        ShareSource<T> source = new ShareSource<>(first, FlinkPrograms::prepared);
        WatermarkStrategy<T> watermarks = Inputs.current().unit() == 1
                ? WatermarkStrategy.noWatermarks()
                : WatermarkStrategy.forMonotonousTimestamps();
        return environment.fromSource(source, watermarks, "source " + first, type);
    }

    private static <T> T prepared(int source, long position) {
        T[] records = Inputs.<T>current().records(source);
        return records[(int) position & records.length - 1];
    }

    private void grep() {
        stream(0, Types.STRING).filter(line -> line.contains(Data.NEEDLE)).sinkTo(new TallySink<>(line -> 1));
    }

    private void wordCount() {
        stream(0, Types.STRING)
                .flatMap(FlinkPrograms::words)
                .returns(Types.TUPLE(Types.STRING, Types.LONG))
                .keyBy(word -> word.f0)
                .sum(1)
                .sinkTo(new TallySink<>(count -> count.f1 * Data.mix(count.f0)));
    }

    private static void words(String line, Collector<Tuple2<String, Long>> out) {
        for (String word : line.split(" ")) {
            out.collect(Tuple2.of(word, 1L));
        }
    }

    private void state() {
        stream(0, Types.LONG)
                .map(key -> Tuple2.of(key, Data.amount(key)))
                .returns(PAIR)
                .keyBy(pair -> pair.f0)
                .map(new RunningSum())
                .sinkTo(new TallySink<>(sum -> Data.mix(sum.f0) * sum.f1));
    }

    /** Counts each second first: a window of 30 s would put every record into 30 of them. */
    private void sliding() {
        stream(0, Types.LONG)
                .keyBy(key -> key)
                .window(TumblingEventTimeWindows.of(Windows.SECOND))
                .aggregate(new Windows.Count<>(), Windows::keyed, Types.LONG, PAIR)
                .keyBy(count -> count.f0)
                .window(SlidingEventTimeWindows.of(
                        Duration.ofSeconds(Inputs.current().slides()), Windows.SECOND))
                .aggregate(new Windows.Sum(), new Windows.Worth())
                .sinkTo(new WindowSink());
    }

    /** The largest value of each second first, like the count. */
    private void slidingMax() {
        stream(0, Types.LONG)
                .keyBy(Data::measuredKey)
                .window(TumblingEventTimeWindows.of(Windows.SECOND))
                .aggregate(new Windows.MaxOfSecond(), Windows::keyed, Types.LONG, PAIR)
                .keyBy(max -> max.f0)
                .window(SlidingEventTimeWindows.of(
                        Duration.ofSeconds(Inputs.current().slides()), Windows.SECOND))
                .aggregate(new Windows.Max(), new Windows.Worth())
                .sinkTo(new WindowSink());
    }

    private static void ads(DataStream<AdEvent> events) {
        events.filter(event -> event.eventType().equals(AdEvent.VIEW))
                .map(event -> AdData.campaign(event.ad()))
                .keyBy(campaign -> campaign)
                .window(TumblingEventTimeWindows.of(Windows.SECOND))
                .aggregate(new Windows.Count<>(), new Windows.WorthOfCampaign())
                .sinkTo(new WindowSink());
    }

    private void sessions() {
        stream(0, Types.LONG)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Long>forMonotonousTimestamps()
                        .withTimestampAssigner((key, millis) -> millis - millis % Windows.SECOND.toMillis()))
                .keyBy(key -> key)
                .window(EventTimeSessionWindows.withGap(Windows.SILENCE))
                .aggregate(new Windows.Count<>(), new Windows.WorthOfSession())
                .sinkTo(new WindowSink());
    }

    private void join() {
        stream(0, Types.LONG)
                .join(stream(Input.SHARES, Types.LONG))
                .where(Data::joinKey)
                .equalTo(Data::joinKey)
                .window(TumblingEventTimeWindows.of(Windows.SECOND))
                .apply((left, right) -> Data.joined(left, right), Types.LONG)
                .sinkTo(new TallySink<>(worth -> worth));
    }

    private void latency() {
        ShareSource<Long> numbers = new ShareSource<>(0, (source, position) -> position * Input.SHARES + source);
        environment
                .fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers", Types.LONG)
                .map(number -> Tuple2.of(Data.latencyKey(number), number))
                .returns(PAIR)
                .keyBy(pair -> pair.f0)
                .map(new RunningCount())
                .sinkTo(new TallySink<>(FlinkPrograms::late));
    }

    private static long late(Tuple2<Long, Long> numberAndWorth) {
        Pace pace = Inputs.current().pace();
        Lateness.OF_ALL.add(pace.lateNanos(numberAndWorth.f0 / Input.SHARES));
        return numberAndWorth.f1;
    }
}
