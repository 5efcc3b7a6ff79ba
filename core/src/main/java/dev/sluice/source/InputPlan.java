package dev.sluice.source;

import dev.sluice.event.PartitionInfo;
import dev.sluice.plan.Split;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a batch reads from one input.
 *
 * @param splits one per partition
 * @param records the number of records, the most there can be where only that is known before they are read, or -1
 * @param range what exactly is read, for people: positions, blocks or files
 * @param reading writes to the input's log what must be there, and gives a value from which
 *     {@link Input#replan} makes the same plan in a later run: records, enums and values of the JDK. Asked for at most
 *     once successfully, before the batch acts, on the thread of the batch; null if the input cannot do so
 * @param partitions how far the partitions of the source are, where it has some and tells
 */
public record InputPlan<T>(
        List<Split<T>> splits,
        long records,
        String range,
        @Nullable Supplier<Object> reading,
        List<PartitionInfo> partitions) {
    /** A plan with a copy of the lists. */
    public InputPlan {
        splits = List.copyOf(splits);
        partitions = List.copyOf(partitions);
    }

    /** A plan that tells of no partitions. */
    public InputPlan(List<Split<T>> splits, long records, String range, @Nullable Supplier<Object> reading) {
        this(splits, records, range, reading, List.of());
    }

    /** A plan that only its input can make. */
    public InputPlan(List<Split<T>> splits, long records, String range) {
        this(splits, records, range, null);
    }
}
