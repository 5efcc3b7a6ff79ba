package dev.sluice.benchmarks;

import dev.sluice.DStream;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;

/**
 * A small program over records at hand, and the loop that one would write instead of it.
 *
 * @param parts the records of each split of a batch
 * @param program defines the stream, and what takes the answer of each batch
 * @param loop computes the answer of a batch on two threads, see {@link Hand}
 */
record Kernel<T>(
        String name,
        List<List<T>> parts,
        BiConsumer<DStream<T>, LongConsumer> program,
        ToLongFunction<List<List<T>>> loop) {
    long records() {
        return parts.stream().mapToLong(List::size).sum();
    }
}
