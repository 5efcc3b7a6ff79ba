package dev.sluice.peers.jet;

import com.hazelcast.function.Functions;
import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.accumulator.LongAccumulator;
import com.hazelcast.jet.aggregate.AggregateOperations;
import com.hazelcast.jet.datamodel.KeyedWindowResult;
import com.hazelcast.jet.datamodel.Tuple2;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.StreamStage;
import com.hazelcast.jet.pipeline.StreamStageWithKey;
import com.hazelcast.jet.pipeline.WindowDefinition;
import dev.sluice.peers.workload.AdData;
import dev.sluice.peers.workload.AdEvent;
import dev.sluice.peers.workload.Data;
import dev.sluice.peers.workload.Form;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Inputs;
import dev.sluice.peers.workload.Lateness;
import dev.sluice.peers.workload.Pace;
import dev.sluice.peers.workload.Tally;
import dev.sluice.peers.workload.Workload;
import java.util.List;

/** The workloads as pipelines of Hazelcast Jet, written the usual way. */
record JetPrograms(Pipeline pipeline) {
    private static final int SECOND = 1_000;
    /** Between whole seconds, so that no engine's rule for equal times matters. */
    private static final int SILENCE = Data.SESSION_SILENCE * SECOND - SECOND / 2;

    /** Defines the pipeline; what results it gives. */
    Form define(Workload workload) {
        switch (workload) {
            case GREP -> grep();
            case WORD_COUNT -> wordCount();
            case STATE, DURABLE_STATE -> state();
            case SLIDING -> sliding();
            case SLIDING_MAX -> slidingMax();
            case ADS -> ads(timed(0));
            case ADS_JSON -> ads(this.<String>timed(0).map(AdEvent::parse));
            case SESSIONS -> sessions();
            case JOIN -> join();
            case LATENCY -> latency();
        }
        return switch (workload) {
            case STATE, DURABLE_STATE, LATENCY -> Form.UPDATES;
            default -> Form.BATCHES;
        };
    }

    private static <T> T prepared(int source, long position) {
        T[] records = Inputs.<T>current().records(source);
        return records[(int) position & records.length - 1];
    }

    private <T> StreamStage<T> timed(int first) {
        return pipeline.readFrom(ShareProcessor.<T>timed(first, JetPrograms::prepared))
                .withNativeTimestamps(0);
    }

    private void grep() {
        pipeline.readFrom(ShareProcessor.<String>untimed(0, JetPrograms::prepared))
                .withoutTimestamps()
                .filter(line -> line.contains(Data.NEEDLE))
                .writeTo(TallyProcessor.sink(line -> 1));
    }

    /** In windows of a second, for which Jet counts in each source's thread before it exchanges. */
    private void wordCount() {
        pipeline.readFrom(ShareProcessor.<String>untimed(0, JetPrograms::prepared))
                .withIngestionTimestamps()
                .flatMap(line -> Traversers.traverseArray(line.split(" ")))
                .groupingKey(Functions.wholeItem())
                .window(WindowDefinition.tumbling(SECOND))
                .aggregate(AggregateOperations.counting())
                .writeTo(TallyProcessor.sink(count -> count.result() * Data.mix(count.key())));
    }

    private void state() {
        pipeline.readFrom(ShareProcessor.<Long>untimed(0, JetPrograms::prepared))
                .withoutTimestamps()
                .map(key -> Tuple2.tuple2(key, Data.amount(key)))
                .groupingKey(Tuple2::f0)
                .mapStateful(
                        LongAccumulator::new,
                        (sum, key, pair) -> Data.mix(key) * sum.add(pair.f1()).get())
                .writeTo(TallyProcessor.sink(worth -> worth));
    }

    private void sliding() {
        this.<Long>timed(0)
                .groupingKey(Functions.wholeItem())
                .window(WindowDefinition.sliding((long) Inputs.current().slides() * SECOND, SECOND))
                .aggregate(AggregateOperations.counting())
                .writeTo(TallyProcessor.sink(JetPrograms::addWindow));
    }

    private static long addWindow(KeyedWindowResult<Long, Long> count) {
        long second = count.end() / SECOND - 1;
        Tally.addWindow(second, Tally.windowed(second, count.key(), count.result()));
        return 0;
    }

    private void slidingMax() {
        this.<Long>timed(0)
                .groupingKey(Data::measuredKey)
                .window(WindowDefinition.sliding((long) Inputs.current().slides() * SECOND, SECOND))
                .aggregate(AggregateOperations.reducing(0L, Data::measuredValue, Math::max, null))
                .writeTo(TallyProcessor.sink(JetPrograms::addWindow));
    }

    private static void ads(StreamStage<AdEvent> events) {
        events.filter(event -> event.eventType().equals(AdEvent.VIEW))
                .map(event -> AdData.campaign(event.ad()))
                .groupingKey(Functions.wholeItem())
                .window(WindowDefinition.tumbling(SECOND))
                .aggregate(AggregateOperations.counting())
                .writeTo(TallyProcessor.sink(JetPrograms::addCampaign));
    }

    private static long addCampaign(KeyedWindowResult<String, Long> count) {
        long second = count.end() / SECOND - 1;
        Tally.addWindow(second, Tally.windowed(second, AdData.number(count.key()), count.result()));
        return 0;
    }

    private void sessions() {
        pipeline.readFrom(ShareProcessor.<Long>timed(0, JetPrograms::prepared, SECOND))
                .withNativeTimestamps(0)
                .groupingKey(Functions.wholeItem())
                .window(WindowDefinition.session(SILENCE))
                .aggregate(AggregateOperations.counting())
                .writeTo(TallyProcessor.sink(JetPrograms::addSession));
    }

    private static long addSession(KeyedWindowResult<Long, Long> count) {
        long second = count.end() / SECOND + 1;
        Tally.addWindow(second, Tally.windowed(second, count.key(), count.result()));
        return 0;
    }

    private void join() {
        StreamStageWithKey<Long, Long> right = this.<Long>timed(Input.SHARES).groupingKey(Data::joinKey);
        this.<Long>timed(0)
                .groupingKey(Data::joinKey)
                .window(WindowDefinition.tumbling(SECOND))
                .aggregate2(AggregateOperations.toList(), right, AggregateOperations.toList())
                .writeTo(TallyProcessor.sink(
                        lists -> pairs(lists.result().f0(), lists.result().f1())));
    }

    private static long pairs(List<Long> lefts, List<Long> rights) {
        long answer = 0;
        for (long left : lefts) {
            for (long right : rights) {
                answer += Data.joined(left, right);
            }
        }
        return answer;
    }

    private void latency() {
        pipeline.readFrom(ShareProcessor.<Long>untimed(0, (source, position) -> position * Input.SHARES + source))
                .withoutTimestamps()
                .map(number -> Tuple2.tuple2(Data.latencyKey(number), number))
                .groupingKey(Tuple2::f0)
                .mapStateful(
                        LongAccumulator::new,
                        (count, key, pair) -> Tuple2.tuple2(
                                pair.f1(), Data.mix(key) * count.add(1).get()))
                .writeTo(TallyProcessor.sink(JetPrograms::late));
    }

    private static long late(Tuple2<Long, Long> numberAndWorth) {
        Pace pace = Inputs.current().pace();
        Lateness.OF_ALL.add(pace.lateNanos(numberAndWorth.f0() / Input.SHARES));
        return numberAndWorth.f1();
    }
}
