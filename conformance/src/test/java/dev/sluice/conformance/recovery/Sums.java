package dev.sluice.conformance.recovery;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.sink.Sinks;
import dev.sluice.source.GeneratorSource;
import dev.sluice.storage.Location;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A program with state whose every batch shows all that came before: the sums of the even and the odd numbers so far. */
final class Sums {
    private Sums() {}

    static void define(StreamingContext context, Location out) {
        stream(context).to(Sinks.textFiles(out, "txt"));
    }

    /** The sums as lines, two new numbers in each batch. */
    static DStream<String> stream(StreamingContext context) {
        return context.directStream("numbers", new GeneratorSource<>(2, n -> n))
                .mapToPair(n -> KeyValue.of(n % 2 == 0 ? "even" : "odd", n))
                .<Long>updateStateByKey(Sums::add)
                .map(sum -> sum.key() + "=" + sum.value());
    }

    static Optional<Long> add(List<Long> values, Optional<Long> state) {
        return Optional.of(values.stream().reduce(state.orElse(0L), Long::sum));
    }

    /** The lines of a batch, counted from 1. */
    static String of(long batch) {
        return "even=" + batch * (batch - 1) + " odd=" + batch * batch;
    }

    /** The lines of the first batches. */
    static List<String> first(int batches) {
        return IntStream.rangeClosed(1, batches).mapToObj(Sums::of).toList();
    }
}
