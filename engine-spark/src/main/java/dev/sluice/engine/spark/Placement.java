package dev.sluice.engine.spark;

import dev.sluice.data.KeyValue;
import dev.sluice.data.Partitioner;
import dev.sluice.error.InvalidKeyException;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.plan.KeyHash;
import dev.sluice.plan.Origin;
import dev.sluice.plan.UserCode;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Finds the partition that a key belongs to; every failure names the operator. */
record Placement(Partitioner partitioner, int targets, Origin origin) implements Serializable {
    Placement(Partitioner partitioner, Origin origin) {
        this(partitioner, partitioner.partitions(), origin);
    }

    /** The stable hash of the record's key. */
    static int hash(@Nullable KeyValue<?, ?> record, Origin origin) {
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

    int target(Object key, int hash) {
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
