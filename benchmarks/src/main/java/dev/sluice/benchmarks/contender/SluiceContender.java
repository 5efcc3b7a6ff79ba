package dev.sluice.benchmarks.contender;

import dev.sluice.Builder;
import dev.sluice.StreamingContext;
import dev.sluice.batch.BatchInterval;
import dev.sluice.event.BatchInfo;
import dev.sluice.event.StreamingListener;
import dev.sluice.peers.workload.BatchSize;
import dev.sluice.peers.workload.Batches;
import dev.sluice.peers.workload.Contender;
import dev.sluice.peers.workload.Form;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Inputs;
import dev.sluice.peers.workload.Setting;
import dev.sluice.peers.workload.Trial;
import dev.sluice.peers.workload.Workload;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The workloads on Sluice: direct sources, batches back to back of a tenth of a second, on Spark of a second, or of a second
 * of the data's own time; at a given rate, of 1 ms, or as short as they can be.
 */
public final class SluiceContender implements Contender, StreamingListener {
    private static final Duration BATCH = Duration.ofMillis(100);
    /** As long as those of Spark Streaming here. */
    private static final Duration SPARK_BATCH = Duration.ofSeconds(1);
    /** Where there is no rate, ticks come sooner than batches end, so that there is always one to run. */
    private static final Duration TICK = Duration.ofMillis(1);

    private static final Duration SELF_CLOCKED_TICK = Duration.of(100, ChronoUnit.MICROS);
    private static final Duration TICK_WITHOUT_RECORDS = Duration.ofMillis(100);

    /** The name of the system property that is true where batches begin when the last one is done. */
    public static final String SELF_CLOCKED = "sluice.bench.self-clocked";

    /** The name of the system property that says what evaluates batches, {@code local} or {@code spark:local}. */
    public static final String MASTER = "sluice.bench.master";

    private static final boolean ON_SPARK = System.getProperty(MASTER, "").startsWith("spark");

    private final Input<?> input = Inputs.current();
    private final BatchSize size = new BatchSize(input, ON_SPARK ? SPARK_BATCH : BATCH);
    private final Batches batches = new Batches(input);
    private final Form form;
    private final StreamingContext context;

    private SluiceContender(Setting setting) {
        Workload workload = setting.workload();
        Builder builder = StreamingContext.builder(workload.toString())
                .batchInterval(
                        Boolean.getBoolean(SELF_CLOCKED)
                                ? BatchInterval.auto(SELF_CLOCKED_TICK, TICK_WITHOUT_RECORDS)
                                : BatchInterval.fixed(TICK))
                .master(System.getProperty(MASTER, "local") + "[" + Input.SHARES + "]")
                .listener(this);
        if (workload == Workload.DURABLE_STATE) {
            builder = builder.checkpoint(setting.directory()).snapshotInterval(Setting.SNAPSHOTS);
        }
        context = builder.build();
        form = new SluicePrograms(context, size, TICK).define(workload);
        context.start();
    }

    /** Runs it with the arguments of a {@link Setting}. */
    public static void main(String[] arguments) {
        Trial.run(arguments, SluiceContender::new);
    }

    @Override
    public void onBatchCompleted(BatchInfo batch) {
        if (batch.failure().isPresent()) {
            batches.failed(batch.failure().get());
            return;
        }
        long records = batch.records() / input.sources();
        size.took(records, batch.processingDelay().orElseThrow().toNanos());
        batches.finished(records);
    }

    @Override
    public String version() {
        return Optional.ofNullable(StreamingContext.class.getPackage().getImplementationVersion())
                .orElse("built-here");
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public Optional<Batches> batches() {
        return Optional.of(batches);
    }

    @Override
    public void finish() throws InterruptedException {
        batches.awaitEnd();
        context.stop(false);
    }
}
