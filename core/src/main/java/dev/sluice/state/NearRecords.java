package dev.sluice.state;

import dev.sluice.data.KeyValue;
import dev.sluice.data.StableHash;
import dev.sluice.table.VersionedTable;

/**
 * Holds records back until there are some, and finds the slots of their keys at once: the processor waits for memory once
 * for all instead of once for each. Used by one thread.
 */
final class NearRecords<K, V> {
    /** So many that what is found stays in the first cache of a processor. */
    private static final int RECORDS = 128;

    private final VersionedTable<K, ?> table;

    @SuppressWarnings("unchecked") // never leaves this class as an array
    private final KeyValue<K, V>[] records = (KeyValue<K, V>[]) new KeyValue<?, ?>[RECORDS];

    @SuppressWarnings("unchecked")
    private final K[] keys = (K[]) new Object[RECORDS];

    private final int[] hashes = new int[RECORDS];
    private final int[] slots = new int[RECORDS];
    private int size;

    /** Records whose keys are sought in this table. */
    NearRecords(VersionedTable<K, ?> table) {
        this.table = table;
    }

    /** Holds one more record; true where no more have room. */
    boolean add(KeyValue<K, V> record) {
        records[size] = record;
        keys[size] = record.key();
        hashes[size++] = StableHash.of(record.key());
        return size == RECORDS;
    }

    /** Finds the slots of all that is held, and lets go of it: it may be read until the next is added. */
    int find() {
        int held = size;
        size = 0;
        table.find(keys, hashes, slots, held);
        return held;
    }

    KeyValue<K, V> recordAt(int index) {
        return records[index];
    }

    int hashAt(int index) {
        return hashes[index];
    }

    /** Where the key of a record stands now: a slot of the table, or -1. */
    int slotAt(int index) {
        return slots[index] < 0 ? table.find(keys[index], hashes[index]) : slots[index];
    }
}
