package dev.sluice.source;

import dev.sluice.plan.Split;
import java.util.List;

/**
 * What a batch reads from one input.
 *
 * @param splits one per partition
 * @param records the number of records, or -1 where it is not known
 * @param range what exactly is read, for people: positions, blocks or files
 */
public record InputPlan<T>(List<Split<T>> splits, long records, String range) {
    /** A plan with a copy of the splits. */
    public InputPlan {
        splits = List.copyOf(splits);
    }
}
