package dev.sluice.kernels;

import dev.sluice.plan.Emitter;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.FilterStep;
import dev.sluice.plan.MapStep;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Stage;
import dev.sluice.plan.TaskContext;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One record through a chain of two maps and a filter, of code that no other chain shares. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChainKernel {
    private static final int RECORDS = 100_000;
    private static final Origin ORIGIN = new Origin("map", "ChainKernel");

    private final Long[] numbers = numbers();
    private long passed;

    private static Long[] numbers() {
        Long[] numbers = new Long[RECORDS];
        for (int i = 0; i < RECORDS; i++) {
            numbers[i] = (long) i;
        }
        return numbers;
    }

    /** The steps of a program, opened as an engine opens them. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long steps() throws Exception {
        TaskContext task = new TaskContext(0, FaultHandler.FAIL);
        passed = 0;
        Emitter<Long> end = number -> passed++;
        Stage<Long> third = new FilterStep<Long>(number -> (number & 7) != 0).open(task, ORIGIN, end);
        Stage<Long> second = new MapStep<Long, Long>(number -> number ^ 0x5555).open(task, ORIGIN, third);
        Stage<Long> first = new MapStep<Long, Long>(number -> number * 3).open(task, ORIGIN, second);
        for (Long number : numbers) {
            first.emit(number);
        }
        first.finish();
        return passed;
    }

    /** The loop that one would write. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long loop() {
        long count = 0;
        for (Long number : numbers) {
            if (((number * 3 ^ 0x5555) & 7) != 0) {
                count++;
            }
        }
        return count;
    }
}
