package dev.sluice.intake;

import dev.sluice.data.Batch;
import dev.sluice.engine.ReceiverHost;
import dev.sluice.plan.Split;
import dev.sluice.source.Input;
import dev.sluice.source.InputContext;
import dev.sluice.source.InputLimits;
import dev.sluice.source.InputPlan;
import dev.sluice.source.RecordLog;
import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The world of an input under test: a clock wound by hand, blocks in memory, a log of receivers. */
public final class IntakeFixture {
    /** A hundred milliseconds: what batches take in tests. */
    public static final Duration INTERVAL = Duration.ofMillis(100);

    public final ManualClock clock = new ManualClock();
    public final MemoryBlocks blocks = new MemoryBlocks();
    public final ReceiverLog log = new ReceiverLog();
    private final InputLimits limits;
    private long lastBatch;

    public IntakeFixture() {
        this(InputLimits.DEFAULT);
    }

    public IntakeFixture(InputLimits limits) {
        this.limits = limits;
    }

    /** Limits with room for so many waiting records. */
    public static IntakeFixture withRoom(int bufferedRecordsMax) {
        InputLimits limits = InputLimits.DEFAULT;
        return new IntakeFixture(new InputLimits(
                Long.MAX_VALUE, bufferedRecordsMax, limits.restartDelayMin(), limits.restartDelayMax()));
    }

    /** Limits of so many records a second. */
    public static IntakeFixture withRate(long recordsPerSecondMax) {
        InputLimits limits = InputLimits.DEFAULT;
        return new IntakeFixture(new InputLimits(
                recordsPerSecondMax, limits.bufferedRecordsMax(), limits.restartDelayMin(), limits.restartDelayMax()));
    }

    public InputContext context() {
        return context("test source");
    }

    public InputContext context(String name) {
        return new InputContext(7, name, new BlocksOnlyEngine(blocks, 4), clock, clock, limits, log);
    }

    /** The context of a run whose receivers run elsewhere; the log is null where there is no directory. */
    InputContext context(ReceiverHost host, @Nullable RecordLog ahead) {
        BlocksOnlyEngine engine = new BlocksOnlyEngine(blocks, 4, Optional.of(host));
        return new InputContext(7, "test source", engine, clock, clock, limits, log, ahead);
    }

    /** The context of a run with a directory. */
    public InputContext context(String name, RecordLog ahead) {
        return new InputContext(7, name, new BlocksOnlyEngine(blocks, 4), clock, clock, limits, log, ahead);
    }

    /** The next batch, by id and time. */
    public Batch nextBatch() {
        lastBatch++;
        return new Batch(lastBatch, Instant.EPOCH.plus(INTERVAL.multipliedBy(lastBatch)), INTERVAL, 42);
    }

    /** Plans the next batch and reads its records. */
    public <T> List<T> nextRecords(Input<T> input) {
        return nextRecords(input, Long.MAX_VALUE);
    }

    /** Plans the next batch and reads its records. */
    public <T> List<T> nextRecords(Input<T> input, long recordsMax) {
        return records(input.plan(nextBatch(), recordsMax));
    }

    /** Plans batches until so many records were read. */
    public <T> List<T> awaitRecords(Input<T> input, int count) {
        List<T> records = new ArrayList<>();
        Patience.until(() -> {
            Batch batch = nextBatch();
            records.addAll(records(input.plan(batch, Long.MAX_VALUE)));
            input.forget(batch);
            return records.size() >= count;
        });
        return records;
    }

    /** The records of a plan, pushed and pulled, which must be the same. */
    public static <T> List<T> records(InputPlan<T> plan) {
        List<T> pushed = new ArrayList<>();
        List<T> pulled = new ArrayList<>();
        try {
            for (Split<T> split : plan.splits()) {
                split.forEach(pushed::add);
                split.iterator().forEachRemaining(pulled::add);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        if (!pushed.equals(pulled)) {
            throw new AssertionError("pushed " + pushed + " but pulled " + pulled);
        }
        return pushed;
    }
}
