package dev.sluice.conformance.recovery;

import dev.sluice.Builder;
import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.sink.Sink;
import dev.sluice.source.GeneratorSource;
import dev.sluice.storage.Location;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * A program whose every batch shows, by key, the sum so far and the sum of the batch, in as many partitions as one of
 * its lives says.
 *
 * @param cores of the machine
 * @param partitions that the program asks for; 0 if it leaves that to the machine
 */
record DividedSums(int cores, int partitions) {
    static final int KEYS = 11;
    private static final int NUMBERS = 2 * KEYS;

    Builder on(Builder builder) {
        return builder.master("local[" + cores + "]");
    }

    /** Writes the lines, as the function leaves them. */
    Machine.Definition to(Function<Location, Sink<String>> sink, Function<String, String> last) {
        return (context, out) -> lines(context).map(last::apply).to(sink.apply(out));
    }

    private DStream<String> lines(StreamingContext context) {
        var numbers = context.directStream("numbers", new GeneratorSource<>(NUMBERS, n -> n))
                .mapToPair(n -> KeyValue.of("key" + n % KEYS, n));
        if (partitions == 0) {
            var sums = numbers.reduceByKey(Long::sum);
            return sums.<Long>updateStateByKey(Sums::add).join(sums).map(DividedSums::line);
        }
        var sums = numbers.reduceByKey(Long::sum, partitions);
        return sums.<Long>updateStateByKey(Sums::add, partitions)
                .join(sums, partitions)
                .map(DividedSums::line);
    }

    private static String line(KeyValue<String, ?> sums) {
        return sums.key() + "=" + sums.value();
    }

    /** The sorted lines of the first batches. */
    static List<String> expected(long batches) {
        return LongStream.range(0, batches)
                .boxed()
                .flatMap(batch -> LongStream.range(0, KEYS).mapToObj(key -> line(batch, key)))
                .sorted()
                .toList();
    }

    private static String line(long batch, long key) {
        long sum = 0;
        long soFar = 0;
        for (long n = key; n < (batch + 1) * NUMBERS; n += KEYS) {
            soFar += n;
            sum += n >= batch * NUMBERS ? n : 0;
        }
        return "key" + key + "=(" + soFar + ", " + sum + ")";
    }
}
