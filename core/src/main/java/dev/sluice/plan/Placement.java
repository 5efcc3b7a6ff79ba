package dev.sluice.plan;

import dev.sluice.data.KeyValue;
import dev.sluice.data.Partitioner;
import dev.sluice.error.InvalidKeyException;
import dev.sluice.error.InvalidProgramException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Finds the partition that a key belongs to; every failure names the operator.
 *
 * @param targets how many partitions the partitioner says it has, asked once
 */
public record Placement(Partitioner partitioner, int targets, Origin origin) implements Serializable {
    /** Places keys where a partitioner says. */
    public static Placement of(Partitioner partitioner, Origin origin) {
        return new Placement(partitioner, partitioner.partitions(), origin);
    }

    /**
     * The stable hash of the record's key.
     *
     * @throws InvalidKeyException if the record is null, or its key cannot be placed
     */
    public static int hash(@Nullable KeyValue<?, ?> record, Origin origin) {
        if (record == null) {
            throw new InvalidKeyException(
                    origin + ": a record was null where a key-value pair is needed: filter such records out");
        }
        try {
            return KeyHash.of(record.key(), origin);
        } catch (Throwable thrown) {
            throw UserCode.failure(origin, thrown);
        }
    }

    /**
     * The partition of a key, from 0.
     *
     * @param hash the key's {@link #hash}
     * @throws InvalidProgramException if the partitioner names a partition that it does not have
     */
    public int target(Object key, int hash) {
        int target = asked(key, hash);
        if (target < 0 || target >= targets) {
            throw new InvalidProgramException(
                    origin + ": the partitioner " + partitioner + " placed a key in partition " + target
                            + ", but has partitions 0 to " + (targets - 1) + " only; correct its partition method");
        }
        return target;
    }

    private int asked(Object key, int hash) {
        try {
            return partitioner.partition(key, hash);
        } catch (Throwable thrown) {
            throw UserCode.failure(origin, thrown);
        }
    }
}
