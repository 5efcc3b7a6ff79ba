package dev.sluice.kernels;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Origin;
import dev.sluice.plan.TaskContext;
import dev.sluice.plan.ZipStep;
import dev.sluice.window.Aggregate;
import dev.sluice.window.Aggregates;
import dev.sluice.window.SlidingAggregateStep;
import dev.sluice.window.SlidingWindowTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a slide costs for each of ten thousand keys, all of which have something in every slice. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SlideKernel {
    private static final int KEYS = 10_000;
    private static final int PARTS = 16;
    private static final Origin ORIGIN = new Origin("window", "SlideKernel");

    /** How many slices a window has. */
    @Param({"10", "60", "600", "3600"})
    public int slices;

    /** {@code sum} has an inverse, {@code max} has none. */
    @Param({"sum", "max"})
    public String aggregate = "";

    private final List<List<KeyValue<Long, Long>>> partials = new ArrayList<>();
    private Window window = new Window(max(), 1);
    private long slice;

    /** Fills a window. */
    @Setup
    public void fill() throws Exception {
        for (int part = 0; part < PARTS; part++) {
            List<KeyValue<Long, Long>> all = new ArrayList<>();
            for (long key = 0; key < KEYS; key++) {
                all.add(KeyValue.of(key, (key + 1) * 31 * (part + 1) % 1_009));
            }
            partials.add(all);
        }
        window = new Window(aggregate.equals("max") ? max() : sum(), slices);
        for (int i = 0; i < 2 * slices; i++) {
            slide();
        }
    }

    private static Aggregate<Long, Long, Long> max() {
        return Aggregates.max();
    }

    private static Aggregate<Long, Long, Long> sum() {
        return Aggregates.sumLong(number -> number);
    }

    /** Moves on by a slice, and gives what every key has. */
    @Benchmark
    @OperationsPerInvocation(KEYS)
    public long slide() throws Exception {
        long given = window.slide(++slice, partials.get((int) (slice % PARTS)));
        Checked.equal(KEYS, given);
        return given;
    }

    /** A window of one partition. */
    private static final class Window {
        private final Aggregate<Long, Long, Long> aggregate;
        private final int slices;
        private final SlidingWindowTable<Long, Long> table;

        Window(Aggregate<Long, Long, Long> aggregate, int slices) {
            this.aggregate = aggregate;
            this.slices = slices;
            this.table = new SlidingWindowTable<>(aggregate, slices);
        }

        long slide(long slice, List<KeyValue<Long, Long>> records) throws Exception {
            long[] given = new long[1];
            table.begin();
            ZipStep.Inputs inputs = new SlidingAggregateStep<Long, Long, Long>(aggregate, slices, slice, true)
                    .open(table, new TaskContext(0, FaultHandler.FAIL), ORIGIN, pair -> given[0]++);
            Emitter<Object> input = inputs.input(0);
            for (KeyValue<Long, Long> record : records) {
                input.emit(record);
            }
            inputs.finish();
            table.commit();
            return given[0];
        }
    }
}
