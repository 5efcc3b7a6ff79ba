package dev.sluice.benchmarks.contender;

import dev.sluice.peers.workload.Data;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Tally;
import java.util.Arrays;

/** Sessions in arrays by key, and for each of the last seconds a list of the keys that came in it. */
final class HandSessions implements HandStep {
    private final Input<Long> input;
    private final Swap swap = new Swap();
    private final long[] lasts = new long[Data.SESSION_KEYS];
    private final long[] counts = new long[Data.SESSION_KEYS];
    private final int[][][] came = new int[Input.SHARES][Data.SESSION_SILENCE][1 << 10];
    private final int[][] sizes = new int[Input.SHARES][Data.SESSION_SILENCE];
    private final long[] seconds = new long[Input.SHARES];

    HandSessions(Input<Long> input) {
        this.input = input;
        Arrays.fill(lasts, -1);
    }

    @Override
    public long most() {
        return input.unit();
    }

    @Override
    public void read(int thread, long from, long to) {
        Long[] records = input.records(thread);
        swap.clear(thread);
        for (long position = from; position < to; position++) {
            long key = records[(int) position & records.length - 1];
            swap.put(thread, Swap.owner(key), key);
        }
    }

    @Override
    public void merge(int thread) {
        long second = seconds[thread]++;
        int place = (int) (second % Data.SESSION_SILENCE);
        long answer = end(thread, place, second);
        for (int from = 0; from < Input.SHARES; from++) {
            long[] keys = swap.numbers(from, thread);
            int size = swap.size(from, thread);
            for (int record = 0; record < size; record++) {
                take((int) keys[record], thread, place, second);
            }
        }
        Tally.addWindow(second, answer);
    }

    /** Ends the sessions of those keys that did not come again. */
    private long end(int thread, int place, long second) {
        long answer = 0;
        for (int i = 0; i < sizes[thread][place]; i++) {
            int key = came[thread][place][i];
            if (lasts[key] == second - Data.SESSION_SILENCE) {
                answer += Tally.windowed(second, key, counts[key]);
                counts[key] = 0;
                lasts[key] = -1;
            }
        }
        sizes[thread][place] = 0;
        return answer;
    }

    private void take(int key, int thread, int place, long second) {
        counts[key]++;
        if (lasts[key] != second) {
            lasts[key] = second;
            int size = sizes[thread][place]++;
            if (size == came[thread][place].length) {
                came[thread][place] = Arrays.copyOf(came[thread][place], 2 * size);
            }
            came[thread][place][size] = key;
        }
    }
}
