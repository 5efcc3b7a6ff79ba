package dev.sluice.benchmarks.contender;

import dev.sluice.peers.workload.Data;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Lateness;
import dev.sluice.peers.workload.Pace;
import dev.sluice.peers.workload.Tally;

/** Counts every record under its key, in the thread that owns the key, as soon as the record is due. */
final class HandLatency implements HandStep {
    private static final long RECORDS = 1 << 12;

    private final Pace pace;
    private final Swap swap = new Swap();
    private final LongTable[] counts = {new LongTable(Data.FEW_KEYS), new LongTable(Data.FEW_KEYS)};

    HandLatency(Pace pace) {
        this.pace = pace;
    }

    @Override
    public long most() {
        return RECORDS;
    }

    @Override
    public void read(int thread, long from, long to) {
        swap.clear(thread);
        for (long position = from; position < to; position++) {
            long number = position * Input.SHARES + thread;
            swap.put(thread, Swap.owner(Data.latencyKey(number)), number);
        }
    }

    @Override
    public void merge(int thread) {
        LongTable mine = counts[thread];
        long answer = 0;
        for (int from = 0; from < Input.SHARES; from++) {
            long[] numbers = swap.numbers(from, thread);
            int size = swap.size(from, thread);
            for (int record = 0; record < size; record++) {
                long key = Data.latencyKey(numbers[record]);
                answer += Data.mix(key) * mine.add(key, 1);
                Lateness.OF_ALL.add(pace.lateNanos(numbers[record] / Input.SHARES));
            }
        }
        Tally.add(answer);
    }
}
