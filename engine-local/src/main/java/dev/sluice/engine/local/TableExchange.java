package dev.sluice.engine.local;

import dev.sluice.data.KeyValue;
import dev.sluice.table.KeyedTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values exchanged to be combined. What was sent to a target is merged when the target is first read, in the order of
 * the source partitions; the first table sent is taken over, not copied. A merge that fails leaves it half merged, so
 * the whole exchange is then forgotten, to be made again by whoever reads the shuffle next.
 */
final class TableExchange<K, V, C> implements Exchange<K, C> {
    private final List<Combined<K, V, C>> sources;
    private final Cancellation cancellation;
    private final Runnable forget;
    private final List<Target<K, C>> targets;

    /** One target: what it combines to, or why it never will. */
    private static final class Target<K, C> {
        private final Once<Records<KeyValue<K, C>>> combined = new Once<>();
        private @Nullable Throwable failure;
    }

    TableExchange(List<Combined<K, V, C>> sources, int targets, Cancellation cancellation, Runnable forget) {
        this.sources = sources;
        this.cancellation = cancellation;
        this.forget = forget;
        this.targets = new ArrayList<>(targets);
        for (int target = 0; target < targets; target++) {
            this.targets.add(new Target<>());
        }
    }

    @Override
    public Records<KeyValue<K, C>> read(int target, Job job) throws Exception {
        Target<K, C> read = targets.get(target);
        return read.combined.get(job, () -> combine(read, target, job));
    }

    @Override
    public long size(int target) {
        Records<KeyValue<K, C>> combined = targets.get(target).combined.ifComputed();
        return combined != null ? combined.size() : sent(target);
    }

    private long sent(int target) {
        long size = 0;
        for (Combined<K, V, C> source : sources) {
            size += source.size(target);
        }
        return size;
    }

    private Records<KeyValue<K, C>> combine(Target<K, C> read, int target, Job job) {
        Throwable failure = read.failure;
        if (failure != null) {
            throw job.failure(failure);
        }
        try {
            KeyedTable<K, C> merged = merged(target);
            return merged == null ? Records.none() : new TableRecords<>(merged);
        } catch (Throwable thrown) {
            read.failure = thrown;
            forget.run();
            throw job.failure(thrown);
        }
    }

    /** What came for a target; null if nothing did. */
    private @Nullable KeyedTable<K, C> merged(int target) {
        KeyedTable<K, C> table = null;
        for (Combined<K, V, C> source : sources) {
            table = source.addTo(table, target, cancellation);
        }
        return table;
    }
}
