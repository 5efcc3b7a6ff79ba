package dev.sluice.benchmarks.contender;

import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Tally;

/** Counts the lines that hold a word. */
final class HandGrep {
    private static final int CHUNK = 1 << 12;

    private HandGrep() {}

    static void count(Input<String> input, int thread, String needle) {
        String[] lines = input.records(thread);
        long found = 0;
        long from = 0;
        for (long to = input.next(thread, from, CHUNK); to > from; to = input.next(thread, from, CHUNK)) {
            for (; from < to; from++) {
                found += lines[(int) from & lines.length - 1].contains(needle) ? 1 : 0;
            }
        }
        Tally.add(found);
    }
}
