package dev.sluice.benchmarks.contender;

import dev.sluice.peers.workload.Data;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Tally;

/** Counts the words of a batch: each thread those of its share, then half of the words of both. */
final class HandWords implements HandStep {
    private static final long LINES = 1 << 18;

    private final Input<String> input;
    private final WordTable[] counted = {new WordTable(), new WordTable()};
    private final WordTable[] merged = {new WordTable(), new WordTable()};

    HandWords(Input<String> input) {
        this.input = input;
    }

    @Override
    public long most() {
        return LINES;
    }

    @Override
    public void read(int thread, long from, long to) {
        String[] lines = input.records(thread);
        WordTable table = counted[thread];
        table.clear();
        for (long position = from; position < to; position++) {
            split(lines[(int) position & lines.length - 1], table);
        }
    }

    private static void split(String line, WordTable table) {
        int start = 0;
        for (int space = line.indexOf(' '); space >= 0; space = line.indexOf(' ', start)) {
            count(line.substring(start, space), table);
            start = space + 1;
        }
        count(line.substring(start), table);
    }

    private static void count(String word, WordTable table) {
        table.add(word, word.hashCode(), 1);
    }

    @Override
    public void merge(int thread) {
        WordTable mine = merged[thread];
        mine.clear();
        for (WordTable table : counted) {
            for (int entry = 0; entry < table.size(); entry++) {
                int hash = table.hash(entry);
                if ((WordTable.spread(hash) >>> 20 & 1) == thread) {
                    mine.add(table.word(entry), hash, table.count(entry));
                }
            }
        }
        long answer = 0;
        for (int entry = 0; entry < mine.size(); entry++) {
            answer += mine.count(entry) * Data.mix(mine.word(entry));
        }
        Tally.add(answer);
    }
}
