package dev.sluice.hadoop;

import dev.sluice.Builder;
import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.source.GeneratorSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A program with state that takes one number a batch and tells how many there were by then, so the batch's own id. */
final class Sums {
    static final Duration INTERVAL = Duration.ofMillis(200);

    private Sums() {}

    static Builder builder(String master) {
        return StreamingContext.builder("sums").batchInterval(INTERVAL).master(master);
    }

    static StreamingContext define(Builder builder, Consumer<Long> told) {
        StreamingContext context = builder.build();
        context.directStream("numbers", new GeneratorSource<>(5, n -> n))
                .mapToPair(n -> KeyValue.of("count", 1L))
                .<Long>updateStateByKey(Sums::add)
                .foreachRdd(rdd -> rdd.values().collect().forEach(told::accept));
        return context;
    }

    private static Optional<Long> add(List<Long> news, Optional<Long> before) {
        return Optional.of(before.orElse(0L) + news.size());
    }
}
