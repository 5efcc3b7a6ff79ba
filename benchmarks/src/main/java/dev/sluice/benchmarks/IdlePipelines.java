package dev.sluice.benchmarks;

import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.source.Receiver;
import dev.sluice.source.Sources;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Many small programs in one JVM, to which nothing comes. */
final class IdlePipelines {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private IdlePipelines() {}

    /** Prints what so many take. */
    static void measure(int pipelines, int seconds) throws InterruptedException {
        AtomicLong batches = new AtomicLong();
        List<StreamingContext> all = new ArrayList<>();
        int threadsBefore = threads();
        long heapBefore = Machine.liveHeap();
        for (int i = 0; i < pipelines; i++) {
            all.add(start("idle-" + i, batches));
        }
        all.get(0).awaitTerminationOrTimeout(SETTLING);
        long before = batches.get();
        double cpu = Machine.cpuSeconds();
        long began = System.nanoTime();
        all.get(0).awaitTerminationOrTimeout(Duration.ofSeconds(seconds));
        double passed = (System.nanoTime() - began) / 1e9;
        double used = Machine.cpuSeconds() - cpu;
        long done = batches.get() - before;
        BatchPart.print("CPU, % of one processor", used / passed * 100);
        BatchPart.print("CPU of a batch, µs", used * 1e6 / done);
        BatchPart.print("batches done, % of due", done / passed / pipelines * 100);
        BatchPart.print("threads of a pipeline", (threads() - threadsBefore) / (double) pipelines);
        BatchPart.print("live heap of one, KB", (Machine.liveHeap() - heapBefore) / 1024.0 / pipelines);
        all.forEach(context -> context.stop(false));
        if (done < passed * pipelines / 2) {
            throw new IllegalStateException("half of the batches and more were left out");
        }
    }

    private static StreamingContext start(String name, AtomicLong batches) {
        StreamingContext context = StreamingContext.builder(name)
                .batchInterval(SECOND)
                .master("local[1]")
                .build();
        context.stream(Sources.receiver(new Silent()))
                .mapToPair(number -> KeyValue.of(number, 1L))
                .reduceByKey(Long::sum)
                .mapWithState(StateSpec.function(IdlePipelines::keep))
                .foreachRdd(rdd -> batches.addAndGet(1 + rdd.count()));
        context.start();
        return context;
    }

    private static Long keep(Long key, Optional<Long> value, State<Long> state) {
        state.update(value.orElse(0L));
        return key;
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** Nothing comes of it. */
    private static final class Silent extends Receiver<Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public void onStart() {}

        @Override
        public void onStop() {}
    }
}
