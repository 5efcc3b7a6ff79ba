package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.error.JobCancelledException;
import dev.sluice.function.BinaryOperator;
import dev.sluice.plan.Combiner;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Placement;
import dev.sluice.plan.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TableExchangeTest {
    private static final Origin ORIGIN = Jobs.origin("reduceByKey");

    private final Cancellation cancellation = new Cancellation("test batch 1");
    private final Job job = new Job(cancellation, ORIGIN, 1, (index, ignored) -> {});
    private final AtomicInteger merges = new AtomicInteger();
    private final AtomicInteger forgotten = new AtomicInteger();

    @Test
    void aTargetThatFailedHalfMergedNeverGivesWrongValues() throws Exception {
        Combiner<Integer, Integer> sumFailingOnce = combining((left, right) -> {
            if (merges.getAndIncrement() == 1) {
                throw new IllegalStateException("not now");
            }
            return left + right;
        });
        TableExchange<Integer, Integer, Integer> exchange = exchange(sumFailingOnce, 4);

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> exchange.read(0, job))
                    .hasMessage("reduceByKey at Program.java:7 failed: java.lang.IllegalStateException: not now");
        }
        assertThat(forgotten).hasValue(1);
        assertThat(merges).hasValue(2);
    }

    @Test
    void aTargetIsMergedOnceAndMayBeReadOften() throws Exception {
        TableExchange<Integer, Integer, Integer> exchange = exchange(
                combining((left, right) -> {
                    merges.incrementAndGet();
                    return left + right;
                }),
                2);
        assertThat(exchange.size(0)).isEqualTo(4);
        for (int reading = 0; reading < 2; reading++) {
            assertThat(pulled(exchange)).containsExactly(KeyValue.of(0, 2), KeyValue.of(1, 2));
        }
        assertThat(exchange.size(0)).isEqualTo(2);
        assertThat(merges).hasValue(2);
    }

    @Test
    void aLongMergeStopsWhenTheGroupIsCancelled() throws Exception {
        TableExchange<Integer, Integer, Integer> exchange = exchange(
                combining((left, right) -> {
                    cancellation.cancel();
                    merges.incrementAndGet();
                    return left + right;
                }),
                10_000);
        assertThatThrownBy(() -> exchange.read(0, job)).isInstanceOf(JobCancelledException.class);
        assertThat(merges).hasValueLessThan(1_000);
    }

    private List<KeyValue<Integer, Integer>> pulled(TableExchange<Integer, Integer, Integer> exchange)
            throws Exception {
        List<KeyValue<Integer, Integer>> pulled = new ArrayList<>();
        Iterator<KeyValue<Integer, Integer>> records = exchange.read(0, job).iterator();
        records.forEachRemaining(pulled::add);
        return pulled;
    }

    private static Combiner<Integer, Integer> combining(BinaryOperator<Integer> merge) {
        return new Combiner<>(n -> n, Integer::sum, merge, true);
    }

    /** Two sources that both send a one for each of these keys to the only target. */
    private TableExchange<Integer, Integer, Integer> exchange(Combiner<Integer, Integer> combiner, int keys)
            throws Exception {
        List<Combined<Integer, Integer, Integer>> sources = new ArrayList<>();
        for (int source = 0; source < 2; source++) {
            Combined<Integer, Integer, Integer> combined = new Combining<>(
                    Placement.of(new HashPartitioner(1), ORIGIN),
                    new TaskContext(source, FaultHandler.FAIL),
                    combiner,
                    Buckets.forTargets(1, true));
            for (int key = 0; key < keys; key++) {
                combined.emit(KeyValue.of(key, 1));
            }
            sources.add(combined);
        }
        return new TableExchange<>(sources, 1, cancellation, forgotten::incrementAndGet);
    }
}
