package dev.sluice.benchmarks.contender;

import dev.sluice.peers.workload.Data;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Tally;
import java.util.Arrays;

/**
 * The largest value of each key over a window: two stacks of arrays by key. The seconds of the front stack know the
 * largest value from there on; the back stack is one array, turned into a front when that is used up.
 */
final class HandMaxima implements HandStep {
    private static final int NONE = -1;

    private final Input<Long> input;
    private final int[][] read = new int[Input.SHARES][Data.FEW_KEYS];
    private final Stacks[] stacks;

    HandMaxima(Input<Long> input) {
        this.input = input;
        this.stacks = new Stacks[Input.SHARES];
        Arrays.setAll(stacks, thread -> new Stacks(input.slides()));
    }

    @Override
    public long most() {
        return input.unit();
    }

    @Override
    public void read(int thread, long from, long to) {
        Long[] records = input.records(thread);
        int[] maxima = read[thread];
        Arrays.fill(maxima, NONE);
        for (long position = from; position < to; position++) {
            long record = records[(int) position & records.length - 1];
            int key = (int) Data.measuredKey(record);
            maxima[key] = Math.max(maxima[key], (int) Data.measuredValue(record));
        }
    }

    @Override
    public void merge(int thread) {
        stacks[thread].slide(thread);
    }

    /** The window of a thread, which owns every second key. */
    private final class Stacks {
        private final int[][] front;
        private final int[][] back;
        private final int[] ofBack = none();
        private long second;
        private int left;
        private int came;

        Stacks(int slides) {
            front = new int[slides][];
            back = new int[slides][];
        }

        private int[] none() {
            int[] none = new int[Data.FEW_KEYS / Input.SHARES];
            Arrays.fill(none, NONE);
            return none;
        }

        void slide(int thread) {
            if (second >= front.length) {
                leave();
            }
            come(thread);
            int[] before = left == 0 ? null : front[left - 1];
            long answer = 0;
            for (int key = 0; key < ofBack.length; key++) {
                int max = before == null ? ofBack[key] : Math.max(before[key], ofBack[key]);
                if (max != NONE) {
                    answer += Tally.windowed(second, (long) key * Input.SHARES + thread, max);
                }
            }
            Tally.addWindow(second++, answer);
        }

        /** The oldest second leaves. */
        private void leave() {
            if (left == 0) {
                int[] from = none();
                while (came > 0) {
                    int[] next = back[--came];
                    for (int key = 0; key < next.length; key++) {
                        next[key] = Math.max(next[key], from[key]);
                    }
                    from = next;
                    front[left++] = next;
                }
                Arrays.fill(ofBack, NONE);
            }
            left--;
        }

        private void come(int thread) {
            int[] next = none();
            for (int key = 0; key < next.length; key++) {
                for (int[] maxima : read) {
                    next[key] = Math.max(next[key], maxima[key * Input.SHARES + thread]);
                }
                ofBack[key] = Math.max(ofBack[key], next[key]);
            }
            back[came++] = next;
        }
    }
}
