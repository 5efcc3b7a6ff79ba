package dev.sluice.benchmarks.contender;

import dev.sluice.peers.workload.Data;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Tally;
import java.util.Arrays;

/** Joins the records of each second: a table of the left ones with chains, asked with the right ones. */
final class HandJoin implements HandStep {
    private final Input<Long> input;
    private final Swap[] sides = {new Swap(), new Swap()};
    private final int[][] heads = new int[Input.SHARES][1 << 18];
    private final int[][] nexts = new int[Input.SHARES][1 << 12];
    private final long[][] lefts = new long[Input.SHARES][1 << 12];

    HandJoin(Input<Long> input) {
        this.input = input;
    }

    @Override
    public long most() {
        return input.unit();
    }

    @Override
    public void read(int thread, long from, long to) {
        for (int side = 0; side < sides.length; side++) {
            Long[] records = input.records(side * Input.SHARES + thread);
            Swap swap = sides[side];
            swap.clear(thread);
            for (long position = from; position < to; position++) {
                long record = records[(int) position & records.length - 1];
                swap.put(thread, Swap.owner(Data.joinKey(record)), record);
            }
        }
    }

    @Override
    public void merge(int thread) {
        build(thread);
        int[] head = heads[thread];
        long answer = 0;
        for (int from = 0; from < Input.SHARES; from++) {
            long[] records = sides[1].numbers(from, thread);
            int size = sides[1].size(from, thread);
            for (int record = 0; record < size; record++) {
                answer += probe(records[record], head, lefts[thread], nexts[thread]);
            }
        }
        Tally.add(answer);
    }

    private void build(int thread) {
        int[] head = heads[thread];
        Arrays.fill(head, 0);
        int count = 0;
        for (int from = 0; from < Input.SHARES; from++) {
            long[] records = sides[0].numbers(from, thread);
            int size = sides[0].size(from, thread);
            reserve(thread, count + size);
            for (int record = 0; record < size; record++) {
                int slot = slot(records[record], head);
                lefts[thread][count] = records[record];
                nexts[thread][count] = head[slot];
                head[slot] = ++count;
            }
        }
    }

    private void reserve(int thread, int count) {
        if (count > lefts[thread].length) {
            lefts[thread] = Arrays.copyOf(lefts[thread], 2 * count);
            nexts[thread] = Arrays.copyOf(nexts[thread], 2 * count);
        }
    }

    private static long probe(long right, int[] head, long[] lefts, int[] nexts) {
        long answer = 0;
        for (int entry = head[slot(right, head)]; entry != 0; entry = nexts[entry - 1]) {
            long left = lefts[entry - 1];
            answer += Data.joinKey(left) == Data.joinKey(right) ? Data.joined(left, right) : 0;
        }
        return answer;
    }

    private static int slot(long record, int[] head) {
        return (int) Data.mix(Data.joinKey(record)) & head.length - 1;
    }
}
