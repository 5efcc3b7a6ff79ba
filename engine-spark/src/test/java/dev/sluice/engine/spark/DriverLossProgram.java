package dev.sluice.engine.spark;

import dev.sluice.PairDStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.plan.Split;
import dev.sluice.source.DirectSource;
import dev.sluice.state.StateSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Adds up numbers by key in two states on a cluster, the same numbers in each batch of the same id; writes the sums to
 * files and says the others. For {@link DriverLossTest}, which starts it with the cluster and a directory.
 */
public final class DriverLossProgram {
    /** How many batches have numbers. */
    static final int BATCHES = 12;

    private static final int KEYS = 7;
    private static final int OF_A_BATCH = 50;

    private DriverLossProgram() {}

    /** The sum of each key after a batch. */
    static List<String> sums(int batch) {
        long[] sums = new long[KEYS];
        IntStream.range(0, batch * OF_A_BATCH).forEach(number -> sums[number % KEYS] += number);
        return IntStream.range(0, KEYS)
                .mapToObj(key -> KeyValue.of(key, sums[key]).toString())
                .toList();
    }

    /** Runs until it is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("spark.driver.host", "127.0.0.1");
        System.setProperty("spark.executor.memory", "512m");
        System.setProperty("spark.executor.extraClassPath", System.getProperty("java.class.path"));
        Path directory = Path.of(arguments[1]);
        try (StreamingContext context = StreamingContext.builder("sums")
                .batchInterval(Duration.ofMillis(300))
                .master(arguments[0])
                .checkpoint(directory.resolve("checkpoint"))
                .build()) {
            PairDStream<Integer, Long> numbers = context.directStream("numbers", new Numbers())
                    .mapToPair(number -> KeyValue.of(number % KEYS, (long) number));
            numbers.updateStateByKey(DriverLossProgram::sum)
                    .saveAsTextFiles(directory.resolve("sums").toString());
            numbers.reduceByKey(Long::sum)
                    .mapWithState(
                            StateSpec.<Integer, Long, Long, KeyValue<Integer, Long>>function((key, news, state) -> {
                                long sum = state.getOption().orElse(0L) + news.orElse(0L);
                                state.update(sum);
                                return KeyValue.of(key, sum);
                            }))
                    .foreachRdd((sums, batch) -> System.out.println("batch " + batch.id() + " " + sums.collect()));
            context.start();
            context.awaitTermination();
        }
    }

    private static Optional<Long> sum(List<Long> numbers, Optional<Long> sum) {
        return Optional.of(numbers.stream().reduce(sum.orElse(0L), Long::sum));
    }

    /** The next fifty numbers in each batch, in two partitions; a position is the first of them. */
    private record Numbers() implements DirectSource<Integer, Integer> {
        @Override
        public Integer start() {
            return 0;
        }

        @Override
        public Integer next(Integer from, Batch batch, long recordsMax) {
            return Math.min(from + OF_A_BATCH, BATCHES * OF_A_BATCH);
        }

        @Override
        public List<Split<Integer>> splits(Integer from, Integer to) {
            int middle = (from + to) / 2;
            return List.of(
                    Split.of(IntStream.range(from, middle).boxed().toList()),
                    Split.of(IntStream.range(middle, to).boxed().toList()));
        }
    }
}
