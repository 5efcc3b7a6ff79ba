package dev.sluice.state;

import dev.sluice.data.KeyValue;
import dev.sluice.data.StableHash;
import dev.sluice.plan.Emitter;
import dev.sluice.table.VersionedTable;

/**
 * Holds records back until there are some, and finds the slots of their keys at once: the processor waits for memory once
 * for all instead of once for each. Gives the records on in their order. Used by one thread.
 */
final class NearRecords<K, V> implements Emitter<Object> {
    /** So many that what is found stays in the first cache of a processor. */
    private static final int RECORDS = 128;

    private final VersionedTable<K, ?> table;
    private final Taker<K, V> taker;

    @SuppressWarnings("unchecked") // never leaves this class as an array
    private final KeyValue<K, V>[] records = (KeyValue<K, V>[]) new KeyValue<?, ?>[RECORDS];

    @SuppressWarnings("unchecked")
    private final K[] keys = (K[]) new Object[RECORDS];

    private final int[] hashes = new int[RECORDS];
    private final int[] slots = new int[RECORDS];
    private int size;

    /** Takes a record whose key stands in a slot of the table, or did not stand there yet: -1. */
    @FunctionalInterface
    interface Taker<K, V> {
        void take(KeyValue<K, V> record, int hash, int slot) throws Exception;
    }

    /** Gives on to the taker. */
    NearRecords(VersionedTable<K, ?> table, Taker<K, V> taker) {
        this.table = table;
        this.taker = taker;
    }

    @Override
    @SuppressWarnings("unchecked") // the records of the step
    public void emit(Object record) throws Exception {
        KeyValue<K, V> keyValue = (KeyValue<K, V>) record;
        records[size] = keyValue;
        keys[size] = keyValue.key();
        hashes[size++] = StableHash.of(keyValue.key());
        if (size == RECORDS) {
            giveOn();
        }
    }

    /** Gives on what is held back. */
    void giveOn() throws Exception {
        int held = size;
        size = 0;
        table.find(keys, hashes, slots, held);
        for (int i = 0; i < held; i++) {
            int slot = slots[i] < 0 ? table.find(keys[i], hashes[i]) : slots[i];
            taker.take(records[i], hashes[i], slot);
        }
    }
}
