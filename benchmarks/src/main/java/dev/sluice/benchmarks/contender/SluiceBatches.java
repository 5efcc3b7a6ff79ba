package dev.sluice.benchmarks.contender;

import dev.sluice.Builder;
import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.event.BatchInfo;
import dev.sluice.event.StreamingListener;
import dev.sluice.peers.batch.BatchProgram;
import dev.sluice.peers.batch.BatchSetting;
import dev.sluice.peers.batch.BatchTimes;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import java.time.Duration;
import java.util.Optional;

/** The programs whose batches are timed, on Sluice over Spark. */
public final class SluiceBatches implements StreamingListener {
    private static final double NANOS_PER_MILLI = 1e6;

    private final BatchProgram program;
    private final BatchTimes times;

    private SluiceBatches(BatchProgram program, BatchTimes times) {
        this.program = program;
        this.times = times;
    }

    /** Runs it with the arguments of a {@link BatchSetting}. */
    public static void main(String[] arguments) throws InterruptedException {
        BatchSetting setting = BatchSetting.of(arguments);
        BatchTimes times = new BatchTimes(setting);
        SluiceBatches batches = new SluiceBatches(setting.program(), times);
        Builder builder = StreamingContext.builder(setting.program().toString())
                .batchInterval(setting.program().interval())
                .master(setting.master())
                .listener(batches);
        if (setting.program().keepsState()) {
            builder = builder.checkpoint(setting.directory().resolve("checkpoint"));
        }
        StreamingContext context = builder.build();
        batches.define(context);
        context.start();
        String version = Optional.ofNullable(StreamingContext.class.getPackage().getImplementationVersion())
                .orElse("built-here");
        System.out.println(times.await(version).line());
        System.exit(0);
    }

    @Override
    public void onBatchCompleted(BatchInfo batch) {
        batch.failure().ifPresent(times::failed);
        times.completed(batch.processingDelay().map(Duration::toNanos).orElse(0L) / NANOS_PER_MILLI);
    }

    private void define(StreamingContext context) {
        DStream<Integer> keys = context.directStream("numbers", new NumberedRecords(program));
        switch (program) {
            case EMPTY -> keys.foreachRdd((rdd, batch) -> times.answered(rdd.count()));
            case MAP -> answer(keys.map(BatchProgram::weight));
            case WORDS, MANY_WORDS ->
                answer(keys.map(key -> "w" + key)
                        .mapToPair(word -> KeyValue.of(word, 1L))
                        .reduceByKey(Long::sum)
                        .map(count ->
                                BatchProgram.weight(Integer.parseInt(count.key().substring(1))) * count.value()));
            case SLIDING, MANY_SLIDING -> {
                Duration interval = program.interval();
                answerCounts(pairs(keys)
                        .reduceByKeyAndWindow(
                                Long::sum,
                                (sum, old) -> sum - old,
                                interval.multipliedBy(BatchProgram.WINDOW),
                                interval));
            }
            case UPDATE ->
                answerCounts(pairs(keys)
                        .<Long>updateStateByKey((ones, count) -> Optional.of(count.orElse(0L) + ones.size())));
            case STATE, LARGE_STATE, MANY_STATE ->
                answer(pairs(keys).mapWithState(StateSpec.function(SluiceBatches::counted)));
        }
    }

    private static Long counted(Integer key, Optional<Long> one, State<Long> state) {
        long count = (state.exists() ? state.get() : 0) + one.orElse(0L);
        state.update(count);
        return BatchProgram.weight(key) * count;
    }

    private static PairDStream<Integer, Long> pairs(DStream<Integer> keys) {
        return keys.mapToPair(key -> KeyValue.of(key, 1L));
    }

    private void answerCounts(PairDStream<Integer, Long> counts) {
        answer(counts.map(count -> BatchProgram.weight(count.key()) * count.value()));
    }

    private void answer(DStream<Long> weights) {
        weights.foreachRdd((rdd, batch) -> times.answered(rdd.fold(0L, Long::sum)));
    }
}
