package dev.sluice.benchmarks.contender;

import dev.sluice.peers.workload.Data;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Tally;

/** Adds to the sum of every record's key, in the thread that owns the key. */
final class HandState implements HandStep {
    private static final long RECORDS = 1 << 14;

    private final Input<Long> input;
    private final Swap swap = new Swap();
    private final LongTable[] sums = {new LongTable(Data.MANY_KEYS / 2), new LongTable(Data.MANY_KEYS / 2)};

    HandState(Input<Long> input) {
        this.input = input;
    }

    @Override
    public long most() {
        return RECORDS;
    }

    @Override
    public void read(int thread, long from, long to) {
        Long[] keys = input.records(thread);
        swap.clear(thread);
        for (long position = from; position < to; position++) {
            long key = keys[(int) position & keys.length - 1];
            int owner = Swap.owner(key);
            swap.put(thread, owner, key);
            swap.put(thread, owner, Data.amount(key));
        }
    }

    @Override
    public void merge(int thread) {
        LongTable mine = sums[thread];
        long answer = 0;
        for (int from = 0; from < Input.SHARES; from++) {
            long[] pairs = swap.numbers(from, thread);
            int size = swap.size(from, thread);
            for (int record = 0; record < size; record += 2) {
                long key = pairs[record];
                answer += Data.mix(key) * mine.add(key, pairs[record + 1]);
            }
        }
        Tally.add(answer);
    }
}
