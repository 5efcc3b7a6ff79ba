package dev.sluice.benchmarks.contender;

import dev.sluice.peers.workload.Data;
import dev.sluice.peers.workload.Input;
import java.util.Arrays;

/** Numbers on their way from the thread that read them to the thread that owns their key. */
final class Swap {
    private final long[][][] numbers = new long[Input.SHARES][Input.SHARES][1 << 12];
    private final int[][] sizes = new int[Input.SHARES][Input.SHARES];

    /** The thread that owns a key. */
    static int owner(long key) {
        return (int) (Data.mix(key) >>> 40) & Input.SHARES - 1;
    }

    void clear(int thread) {
        Arrays.fill(sizes[thread], 0);
    }

    void put(int thread, int owner, long number) {
        int size = sizes[thread][owner];
        long[] all = numbers[thread][owner];
        if (size == all.length) {
            all = Arrays.copyOf(all, 2 * size);
            numbers[thread][owner] = all;
        }
        all[size] = number;
        sizes[thread][owner] = size + 1;
    }

    long[] numbers(int thread, int owner) {
        return numbers[thread][owner];
    }

    int size(int thread, int owner) {
        return sizes[thread][owner];
    }
}
