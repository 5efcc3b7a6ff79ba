package dev.sluice.kernels;

import java.util.SplittableRandom;
import java.util.function.LongFunction;

/** Keys of a kind, and records at random that have them; the same in every run. */
final class Keys {
    private static final long SEED = 7;

    private final Object[] all;
    private final Object[] records;

    /**
     * Keys of a kind.
     *
     * @param kind {@code Long} or {@code String}
     * @param count of different keys
     * @param size how many records are made
     */
    Keys(String kind, int count, int size) {
        LongFunction<Object> key = switch (kind) {
            case "Long" -> number -> number;
            case "String" -> number -> "user-" + Long.toString(number, 36);
            default -> throw new IllegalArgumentException("keys are Long or String, but were " + kind);
        };
        all = new Object[count];
        for (int i = 0; i < count; i++) {
            all[i] = key.apply(spread(i));
        }
        SplittableRandom random = new SplittableRandom(SEED);
        records = new Object[size];
        for (int i = 0; i < size; i++) {
            records[i] = all[random.nextInt(count)];
        }
    }

    /** Every key once. */
    Object[] all() {
        return all;
    }

    /** The keys of records, in the order in which they come. */
    Object[] records() {
        return records;
    }

    /** Numbers that differ in all bits. */
    private static long spread(long number) {
        return (number + 1) * 2_654_435_761L & 0xFFFF_FFFFFFL;
    }
}
