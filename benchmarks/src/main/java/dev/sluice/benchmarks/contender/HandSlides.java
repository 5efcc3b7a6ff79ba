package dev.sluice.benchmarks.contender;

import dev.sluice.peers.workload.Data;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Tally;

/** Counts the records of each second by key, adds the new second to the totals and takes the oldest one out. */
final class HandSlides implements HandStep {
    private final Input<Long> input;
    private final LongTable[] counted = {new LongTable(Data.FEW_KEYS), new LongTable(Data.FEW_KEYS)};
    private final LongTable[][] seconds;
    private final LongTable[] totals = {new LongTable(Data.FEW_KEYS), new LongTable(Data.FEW_KEYS)};
    private final long[] second = new long[Input.SHARES];

    HandSlides(Input<Long> input) {
        this.input = input;
        this.seconds = new LongTable[Input.SHARES][input.slides()];
        for (LongTable[] each : seconds) {
            for (int slide = 0; slide < input.slides(); slide++) {
                each[slide] = new LongTable(Data.FEW_KEYS / Input.SHARES);
            }
        }
    }

    @Override
    public long most() {
        return input.unit();
    }

    @Override
    public void read(int thread, long from, long to) {
        Long[] keys = input.records(thread);
        LongTable table = counted[thread];
        table.clear();
        for (long position = from; position < to; position++) {
            table.add(keys[(int) position & keys.length - 1], 1);
        }
    }

    @Override
    public void merge(int thread) {
        LongTable total = totals[thread];
        LongTable changed = seconds[thread][(int) (second[thread] % input.slides())];
        changed.forEach((key, count) -> total.add(key, -count));
        changed.clear();
        for (LongTable table : counted) {
            table.forEach((key, count) -> {
                if (Swap.owner(key) == thread) {
                    changed.add(key, count);
                    total.add(key, count);
                }
            });
        }
        long now = second[thread]++;
        long[] answer = new long[1];
        total.forEach((key, count) -> answer[0] += Tally.windowed(now, key, count));
        Tally.addWindow(now, answer[0]);
    }
}
