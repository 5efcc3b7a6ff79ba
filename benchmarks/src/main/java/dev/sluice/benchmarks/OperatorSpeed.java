package dev.sluice.benchmarks;

import dev.sluice.Builder;
import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.event.BatchInfo;
import dev.sluice.event.StreamingListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How much of the speed of a loop written by hand do the operators reach? */
@Command(
        name = "operators",
        description = {
            "Small programs over records in memory, in large batches, beside the loops that one would write instead,",
            "after other programs have run in the same JVM. Both take turns; every answer is checked."
        },
        mixinStandardHelpOptions = true)
final class OperatorSpeed implements Callable<Integer> {
    @Option(names = "--rounds", description = "Default: ${DEFAULT-VALUE}", defaultValue = "5")
    private int rounds;

    @Option(names = "--seconds", description = "Of each measurement. Default: ${DEFAULT-VALUE}", defaultValue = "3")
    private double seconds;

    @Option(names = "--only", description = "Programs whose names contain this. Default: all", defaultValue = "")
    private String only;

    @Option(names = "--alone", description = "Without other programs before.")
    private boolean alone;

    /** Records a second, and seconds of processors for a million records. */
    private record Speed(double perSecond, double cpu) {}

    @Override
    public Integer call() throws InterruptedException {
        System.out.println(Machine.describe());
        if (!alone) {
            runOthers();
        }
        System.out.printf("%-32s %-34s %-34s %s%n", "million records/s", "Sluice", "by hand", "ratio, CPU ratio");
        for (Kernel<?> kernel : Kernels.all()) {
            if (kernel.name().contains(only)) {
                measure(kernel);
            }
        }
        return 0;
    }

    private <T> void measure(Kernel<T> kernel) throws InterruptedException {
        List<Speed> sluice = new ArrayList<>();
        List<Speed> hand = new ArrayList<>();
        long expected = kernel.loop().applyAsLong(kernel.parts());
        hand(kernel, expected);
        try (Running<T> running = new Running<>(kernel, expected)) {
            for (int round = 0; round < rounds; round++) {
                sluice.add(running.measure());
                hand.add(hand(kernel, expected));
            }
        }
        Spread mine = Spread.of(sluice.stream().map(Speed::perSecond).toList());
        Spread loop = Spread.of(hand.stream().map(Speed::perSecond).toList());
        double cpu = Spread.of(sluice.stream().map(Speed::cpu).toList()).median();
        double loopCpu = Spread.of(hand.stream().map(Speed::cpu).toList()).median();
        System.out.printf(
                "%-32s %-34s %-34s %.2f, %.2f%n",
                kernel.name(), mine.show("%8.2f"), loop.show("%8.2f"), mine.median() / loop.median(), cpu / loopCpu);
    }

    private <T> Speed hand(Kernel<T> kernel, long expected) {
        long began = System.nanoTime();
        double cpu = Machine.cpuSeconds();
        long records = 0;
        while (System.nanoTime() - began < seconds * 1e9) {
            requireAnswer(kernel, expected, kernel.loop().applyAsLong(kernel.parts()));
            records += kernel.records();
        }
        return speed(records, began, cpu);
    }

    private static Speed speed(long records, long began, double cpu) {
        double millions = records / 1e6;
        return new Speed(millions / ((System.nanoTime() - began) / 1e9), (Machine.cpuSeconds() - cpu) / millions);
    }

    private static void requireAnswer(Kernel<?> kernel, long expected, long answer) {
        if (answer != expected) {
            throw new IllegalStateException(kernel.name() + ": wrong answer " + answer + " instead of " + expected);
        }
    }

    /** A program that runs batch after batch while it is measured. */
    private final class Running<T> implements StreamingListener, AutoCloseable {
        private final Kernel<T> kernel;
        private final long expected;
        private final AtomicBoolean halted = new AtomicBoolean(true);
        private final AtomicLong wrong = new AtomicLong(-1);
        private final StreamingContext context;
        private long batches;

        Running(Kernel<T> kernel, long expected) throws InterruptedException {
            this.kernel = kernel;
            this.expected = expected;
            this.context = context().listener(this).build();
            kernel.program()
                    .accept(context.directStream("records", new RepeatedSource<>(kernel.parts(), halted)), this::take);
            context.start();
            Speed warm = measure();
            if (warm.perSecond <= 0) {
                throw new IllegalStateException(kernel.name() + ": no batch was run");
            }
        }

        private void take(long answer) {
            if (answer != expected && answer != 0) {
                wrong.set(answer);
            }
        }

        Speed measure() throws InterruptedException {
            halted.set(false);
            await(2);
            long began = System.nanoTime();
            double cpu = Machine.cpuSeconds();
            long done = 0;
            while (System.nanoTime() - began < seconds * 1e9) {
                await(1);
                done++;
            }
            Speed speed = speed(done * kernel.records(), began, cpu);
            halted.set(true);
            requireAnswer(kernel, -1, wrong.get());
            return speed;
        }

        private synchronized void await(long more) throws InterruptedException {
            long wanted = batches + more;
            while (batches < wanted) {
                if (context.awaitTerminationOrTimeout(Duration.ZERO)) {
                    throw new IllegalStateException("the context stopped by itself");
                }
                wait(1_000);
            }
        }

        @Override
        public synchronized void onBatchCompleted(BatchInfo batch) {
            if (batch.records() > 0) {
                batches++;
                notifyAll();
            }
        }

        @Override
        public void close() {
            context.stop(false);
        }
    }

    private static Builder context() {
        return StreamingContext.builder("operators")
                .batchInterval(Duration.ofMillis(1))
                .master("local[" + SteadyLoad.processors() + "]");
    }

    /** Other programs, so that the code of operators has met many functions and kinds of records. */
    private void runOthers() throws InterruptedException {
        List<Long> numbers = LongStream.range(0, 20_000).boxed().toList();
        AtomicBoolean halted = new AtomicBoolean();
        AtomicLong sink = new AtomicLong();
        try (StreamingContext context = context().build()) {
            var records = context.directStream("numbers", new RepeatedSource<>(List.of(numbers), halted));
            records.map(number -> number + 1).foreachRdd(rdd -> sink.addAndGet(rdd.count()));
            records.map(number -> "n" + number % 10)
                    .filter(text -> !text.isEmpty())
                    .foreachRdd(rdd -> rdd.count());
            records.filter(number -> number % 2 == 0).map(Long::doubleValue).foreachRdd(rdd -> rdd.count());
            records.flatMap(number -> List.of(number, -number)).foreachRdd(rdd -> rdd.count());
            records.mapToPair(number -> KeyValue.of((int) (number % 100), 1))
                    .reduceByKey(Integer::sum)
                    .foreachRdd(rdd -> rdd.count());
            records.mapToPair(number -> KeyValue.of("k" + number % 100, 1.0))
                    .reduceByKey(Double::sum)
                    .mapValues(sum -> sum / 2)
                    .foreachRdd(rdd -> rdd.count());
            records.mapToPair(number -> KeyValue.of(List.of(number % 50), number))
                    .reduceByKey(Math::max)
                    .foreachRdd(rdd -> rdd.count());
            records.mapToPair(number -> KeyValue.of(number % 50, number))
                    .groupByKey()
                    .foreachRdd(rdd -> rdd.count());
            context.start();
            if (context.awaitTerminationOrTimeout(Duration.ofMillis((long) (2_000 * seconds)))) {
                throw new IllegalStateException("the context stopped by itself");
            }
        }
    }
}
