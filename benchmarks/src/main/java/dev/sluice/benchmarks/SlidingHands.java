package dev.sluice.benchmarks;

import dev.sluice.data.KeyValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a programmer would write by hand for keys that stay: a number for each key, and an array of {@code long} for each
 * slice. Without versions, captures or any other type.
 */
abstract class SlidingHands implements SlidingContender {
    private final Map<Long, Integer> numbers = new HashMap<>();
    private final int slices;
    private long[][] columns;
    private int keys;

    @SuppressWarnings("UnusedVariable") // what is given has to go somewhere
    private long given;

    private SlidingHands(int slices) {
        this.slices = slices;
        this.columns = new long[slices][0];
    }

    @Override
    public void slide(long slice, List<KeyValue<Long, Long>> partials, boolean gives) {
        int place = (int) (slice % slices);
        leave(columns[place]);
        Arrays.fill(columns[place], 0);
        for (KeyValue<Long, Long> partial : partials) {
            int number = number(partial.key());
            columns[place] = withRoom(columns[place], number);
            columns[place][number] = partial.value();
        }
        enter(columns[place]);
        if (gives) {
            long[] results = results(columns, keys);
            numbers.forEach(
                    (key, number) -> given += KeyValue.of(key, results[number]).value());
        }
    }

    abstract void leave(long[] column);

    abstract void enter(long[] column);

    abstract long[] results(long[][] columns, int keys);

    private int number(Long key) {
        Integer known = numbers.putIfAbsent(key, keys);
        return known == null ? keys++ : known;
    }

    private static long[] withRoom(long[] column, int number) {
        return number < column.length ? column : Arrays.copyOf(column, number * 2 + 16);
    }

    @Override
    public long size() {
        return keys;
    }

    @Override
    public long sum() {
        return Arrays.stream(results(columns, keys)).limit(keys).sum();
    }

    /** A running sum for each key. */
    static final class Sums extends SlidingHands {
        private long[] sums = {};

        Sums(int slices) {
            super(slices);
        }

        @Override
        void leave(long[] column) {
            for (int number = 0; number < column.length; number++) {
                sums[number] -= column[number];
            }
        }

        @Override
        void enter(long[] column) {
            sums = sums.length < column.length ? Arrays.copyOf(sums, column.length) : sums;
            for (int number = 0; number < column.length; number++) {
                sums[number] += column[number];
            }
        }

        @Override
        long[] results(long[][] columns, int keys) {
            return sums;
        }
    }

    /** All slices anew, each time. */
    static final class Maxima extends SlidingHands {
        Maxima(int slices) {
            super(slices);
        }

        @Override
        void leave(long[] column) {}

        @Override
        void enter(long[] column) {}

        @Override
        long[] results(long[][] columns, int keys) {
            long[] maxima = new long[keys];
            for (long[] column : columns) {
                for (int number = 0; number < Math.min(keys, column.length); number++) {
                    maxima[number] = Math.max(maxima[number], column[number]);
                }
            }
            return maxima;
        }
    }
}
