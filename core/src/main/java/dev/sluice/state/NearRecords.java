package dev.sluice.state;

import dev.sluice.data.KeyValue;
import dev.sluice.data.StableHash;
import dev.sluice.table.VersionedTable;
import java.util.Arrays;

/**
 * Holds records back until there are some, and finds the slots of their keys at once: the processor waits for memory once
 * for all instead of once for each. Used by one thread.
 */
final class NearRecords<K, V> {
    /** So many that what is found stays in the first cache of a processor. */
    private static final int RECORDS = 128;

    private static final int FEW = 16;
    private static final KeyValue<?, ?>[] NO_RECORDS = {};
    private static final Object[] NO_KEYS = {};
    private static final int[] NONE = {};

    private final VersionedTable<K, ?> table;

    private KeyValue<K, V>[] records;
    private K[] keys;
    private int[] hashes = NONE;
    private int[] slots = NONE;
    private int size;

    /** Records whose keys are sought in this table. */
    @SuppressWarnings("unchecked") // never leave this class as arrays
    NearRecords(VersionedTable<K, ?> table) {
        this.table = table;
        this.records = (KeyValue<K, V>[]) NO_RECORDS;
        this.keys = (K[]) NO_KEYS;
    }

    /** Holds one more record; true where no more have room. */
    boolean add(KeyValue<K, V> record) {
        if (size == records.length) {
            grow();
        }
        records[size] = record;
        keys[size] = record.key();
        hashes[size++] = StableHash.of(record.key());
        return size == RECORDS;
    }

    private void grow() {
        int room = size == 0 ? FEW : RECORDS;
        records = Arrays.copyOf(records, room);
        keys = Arrays.copyOf(keys, room);
        hashes = Arrays.copyOf(hashes, room);
        slots = new int[room];
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
