package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Builder;
import dev.sluice.StreamingContext;
import dev.sluice.batch.FailurePolicy;
import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.error.FatalErrorException;
import dev.sluice.plan.Split;
import dev.sluice.sink.Sinks;
import dev.sluice.source.DirectSource;
import dev.sluice.source.GeneratorSource;
import dev.sluice.storage.Codec;
import dev.sluice.storage.Location;
import dev.sluice.testkit.storage.Step;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Errors of the virtual machine itself in a run: nothing is tried again, nothing more is written, the next run is exact. */
class FatalErrorTest {
    private static final UnaryOperator<Builder> RETRYING =
            builder -> builder.failures(FailurePolicy.retry(3, Duration.ZERO));
    private static final UnaryOperator<Builder> QUARANTINE =
            builder -> builder.failures(FailurePolicy.quarantineRecords().withRetries(3, Duration.ZERO));

    private final Machine machine = new Machine();
    private final AtomicBoolean fails = new AtomicBoolean(true);
    private final AtomicInteger thrown = new AtomicInteger();
    private final List<Step> afterwards = Collections.synchronizedList(new ArrayList<>());

    private OutOfMemoryError full() {
        machine.disk().observe(afterwards::add);
        thrown.incrementAndGet();
        return new OutOfMemoryError("planned");
    }

    private long failing(long n) {
        if (n >= 5 && fails.get()) {
            throw full();
        }
        return n;
    }

    private void isFatal(Life life) {
        assertThat(life.failure())
                .isInstanceOf(FatalErrorException.class)
                .hasMessage(
                        "java.lang.OutOfMemoryError: planned: the virtual machine gave up in the middle of something,"
                                + " what is in memory may be half changed, and nothing more was written from then on. With a"
                                + " checkpoint directory a new run goes on after the last batch that was done; start it in a new"
                                + " process, and give the JVM more memory (-Xmx) or batches fewer records if it happens again")
                .hasCauseInstanceOf(OutOfMemoryError.class);
        assertThat(thrown).hasValue(1);
        assertThat(afterwards)
                .as("what is done to the disk after the error")
                .allMatch(step -> switch (step.operation()) {
                    case CLOSE, LIST, READ, OPEN, EXISTS -> true;
                    case DELETE, RENAME -> step.path().startsWith("out/.");
                    default -> false;
                });
    }

    private void theNextRunIsExact(Machine.Definition program) {
        fails.set(false);
        machine.die(machine.start(program).run(3));
        assertThat(machine.content())
                .hasSizeGreaterThan(4)
                .isEqualTo(Sums.first(machine.content().size()));
    }

    private void summing(StreamingContext context, Location out) {
        context.directStream("numbers", new GeneratorSource<>(2, n -> n))
                .mapToPair(n -> KeyValue.of(n % 2 == 0 ? "even" : "odd", failing(n)))
                .<Long>updateStateByKey(Sums::add)
                .map(sum -> sum.key() + "=" + sum.value())
                .to(Sinks.textFiles(out, "txt"));
    }

    @Test
    void aBatchThatMemoryRanOutInIsNotTriedAgain() {
        Life life = machine.start(RETRYING, this::summing).run(6);
        isFatal(life);
        machine.die(life);
        assertThat(machine.content()).isEqualTo(Sums.first(2));
        theNextRunIsExact(this::summing);
    }

    @Test
    void noRecordIsBlamedForIt() {
        Life life = machine.start(QUARANTINE, this::summing).run(6);
        isFatal(life);
        machine.die(life);
        theNextRunIsExact(this::summing);
    }

    private void reducing(StreamingContext context, Location out) {
        context.directStream("numbers", new GeneratorSource<>(2, n -> n))
                .reduce((one, other) -> failing(one) + other)
                .map(String::valueOf)
                .to(Sinks.textFiles(out, "txt"));
    }

    @Test
    void noRecordIsSearchedForWhereAFunctionOverManyRanOutOfMemory() {
        Life life = machine.start(QUARANTINE, this::reducing).run(6);
        isFatal(life);
    }

    @Test
    void anErrorThatAFunctionWrappedIsOneToo() {
        Life life = machine.start(
                        QUARANTINE,
                        (context, out) -> context.directStream("numbers", new GeneratorSource<>(2, n -> n))
                                .map(n -> {
                                    try {
                                        return failing(n);
                                    } catch (OutOfMemoryError error) {
                                        throw new IllegalStateException("a future failed", error);
                                    }
                                })
                                .map(String::valueOf)
                                .to(Sinks.textFiles(out, "txt")))
                .run(6);
        isFatal(life);
    }

    private void twice(StreamingContext context, Location out) {
        var numbers = context.directStream("numbers", new GeneratorSource<>(2, n -> n));
        numbers.map(this::failing).map(String::valueOf).to(Sinks.textFiles(out.sibling("first"), "txt"));
        numbers.map(String::valueOf).to(Sinks.textFiles(out, "txt"));
    }

    @Test
    void otherOutputsOfTheBatchAreNotRunAnyMore() {
        Life life = machine.start(this::twice).run(6);
        isFatal(life);
        machine.die(life);
        assertThat(machine.content()).containsExactly("0 1", "2 3");
        fails.set(false);
        machine.die(machine.start(this::twice).run(2));
        assertThat(machine.content()).startsWith("0 1", "2 3", "4 5", "6 7").isEqualTo(machine.content("first-"));
    }

    @Test
    void memoryThatRunsOutWhereABatchIsPlannedEndsTheRunToo() {
        Life life = machine.start(
                        RETRYING,
                        (context, out) -> context.directStream("failing", new Failing())
                                .map(String::valueOf)
                                .to(Sinks.textFiles(out, "txt")))
                .run(6);
        isFatal(life);
    }

    @SuppressWarnings("serial") // never leaves this process
    private final class Failing implements DirectSource<Long, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public Long start() {
            return 0L;
        }

        @Override
        public Long next(Long from, Batch batch, long recordsMax) {
            return failing(from + 1);
        }

        @Override
        public List<Split<Long>> splits(Long from, Long to) {
            return List.of(Split.of(List.of(from)));
        }
    }

    /** A sum whose bytes are made when the snapshot is written. */
    private record Sum(long value) {}

    private final class SumCodec implements Codec<Sum> {
        @Override
        public byte[] encode(Sum sum) {
            return ByteBuffer.allocate(Long.BYTES).putLong(failing(sum.value)).array();
        }

        @Override
        public Sum decode(ByteBuffer bytes) {
            return new Sum(bytes.getLong());
        }
    }

    private void storing(StreamingContext context, Location out) {
        context.directStream("numbers", new GeneratorSource<>(2, n -> n))
                .mapToPair(n -> KeyValue.of(n % 2 == 0 ? "even" : "odd", n))
                .<Sum>updateStateByKey((values, sum) -> Optional.of(
                        new Sum(values.stream().reduce(sum.map(Sum::value).orElse(0L), Long::sum))))
                .map(sum -> sum.key() + "=" + sum.value().value)
                .to(Sinks.textFiles(out, "txt"));
    }

    @Test
    void memoryThatRunsOutWhileASnapshotIsWrittenEndsTheRunToo() {
        UnaryOperator<Builder> settings = builder -> RETRYING.apply(builder).codec(Sum.class, new SumCodec());
        Life life = machine.start(settings, this::storing).run(8);
        isFatal(life);
        machine.die(life);
        assertThat(machine.kept()).noneMatch(name -> name.startsWith("snapshot-") && name.endsWith("4"));
        fails.set(false);
        machine.die(machine.start(settings, this::storing).run(3));
        assertThat(machine.content())
                .hasSizeGreaterThan(4)
                .isEqualTo(Sums.first(machine.content().size()));
    }

    @Test
    void memoryThatRunsOutDuringTheStopIsNoStopInGoodOrder() throws InterruptedException {
        CountDownLatch waits = new CountDownLatch(1);
        Life life = machine.start((context, out) -> context.directStream("numbers", new GeneratorSource<>(2, n -> n))
                .map(n -> fullOnceInterrupted(n, waits))
                .to(Sinks.textFiles(out, "txt")));
        Thread running = new Thread(() -> life.run(1), "running");
        running.start();
        waits.await();
        assertThat(life.context().stop(false).steps())
                .contains("nothing more was written to the journal; a new run goes on from what is in it");
        running.join();
        isFatal(life);
    }

    private String fullOnceInterrupted(long n, CountDownLatch waits) {
        waits.countDown();
        try {
            new CountDownLatch(1).await();
            return String.valueOf(n);
        } catch (InterruptedException stopped) {
            throw full();
        }
    }
}
