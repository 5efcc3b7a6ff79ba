package dev.sluice.data;

import java.io.Serializable;

/**
 * Places keys in partitions. Must be pure and must place equal keys alike in every JVM; two partitioners that are equal
 * place every key alike, which saves an exchange.
 */
public interface Partitioner extends Serializable {
    /** The number of partitions, at least 1. */
    int partitions();

    /**
     * The partition of a key, from 0 to {@code partitions() - 1}.
     *
     * @param key the key, never null
     * @param hash the key's {@link StableHash}
     */
    int partition(Object key, int hash);
}
