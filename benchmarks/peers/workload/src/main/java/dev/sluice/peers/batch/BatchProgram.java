package dev.sluice.peers.batch;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is run, on records that any process can make from their numbers. */
public enum BatchProgram {
    /** A stream without records, counted. */
    EMPTY(0, 1, 100),
    /** Ten numbers, mapped. */
    MAP(10, 10, 100),
    /** How often each of a thousand words occurs. */
    WORDS(1_000, 1_000, 100),
    /** How often each of a hundred thousand words occurs among a million. */
    MANY_WORDS(1_000_000, 100_000, 1_000),
    /** The count of each key over ten batches, with an inverse. */
    SLIDING(10_000, 10_000, 200),
    /** The same with a million records of a hundred thousand keys. */
    MANY_SLIDING(1_000_000, 100_000, 1_000),
    /** The count of each key, all of them visited in every batch: {@code updateStateByKey}. */
    UPDATE(1_000, 10_000, 200),
    /** The count of the key after each record, a thousand keys: {@code mapWithState}. */
    STATE(1_000, 1_000, 100),
    /** The same with a million keys, all of which come in the first batch. */
    LARGE_STATE(10_000, 1_000_000, 500),
    /** The same with two hundred thousand records in each batch after the first. */
    MANY_STATE(200_000, 1_000_000, 1_000);

    /** How many batches a window holds. */
    public static final int WINDOW = 10;

    /** In so many partitions records are made. */
    public static final int PARTITIONS = 2;

    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int BATCHES_WHERE_SHORT = 100;
    private static final int BATCHES_WHERE_LONG = 25;

    private final int records;
    private final int keys;
    private final int millis;

    BatchProgram(int records, int keys, int millis) {
        this.records = records;
        this.keys = keys;
        this.millis = millis;
    }

    /** The program of this name. */
    public static BatchProgram of(String name) {
        return Arrays.stream(values())
                .filter(each -> each.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no program '" + name + "'; there are "
                        + Arrays.stream(values()).map(BatchProgram::toString).collect(Collectors.joining(", "))));
    }

    /** From one batch to the next. */
    public Duration interval() {
        return Duration.ofMillis(millis);
    }

    /** How many batches a run has, without those that warm it up. */
    public int batches() {
        return millis < 1_000 ? BATCHES_WHERE_SHORT : BATCHES_WHERE_LONG;
    }

    /** Whether it keeps something from batch to batch. */
    public boolean keepsState() {
        return compareTo(SLIDING) >= 0;
    }

    /** How many keys there are. */
    public int keys() {
        return keys;
    }

    /** How many records a batch has; batches are numbered from 0. */
    public int records(long batch) {
        return hasAllKeys(batch) ? keys : records;
    }

    /** The key of a record of a batch. */
    public int key(long batch, int index) {
        if (hasAllKeys(batch)) {
            return index;
        }
        return (int) ((mix(batch * 1_000_003 + index) >>> 1) % keys);
    }

    private boolean hasAllKeys(long batch) {
        return batch == 0 && (this == LARGE_STATE || this == MANY_STATE);
    }

    /** What a key counts for in the answer. */
    public static long weight(int key) {
        return mix(key + 1L);
    }

    private static long mix(long number) {
        long mixed = (number + MIX) * 0xBF58476D1CE4E5B9L;
        mixed ^= mixed >>> 31;
        mixed *= 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 29;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
