package dev.sluice.benchmarks.contender;

import java.util.Arrays;

/** Counts of words: open addressing over an index into entries in the order of their coming. */
final class WordTable {
    private String[] words = new String[1 << 10];
    private int[] hashes = new int[1 << 10];
    private long[] counts = new long[1 << 10];
    private long[] index = new long[1 << 12];
    private int size;

    void add(String word, int hash, long count) {
        int slot = spread(hash) & index.length - 1;
        while (index[slot] != 0) {
            int entry = (int) index[slot] - 1;
            if ((int) (index[slot] >>> 32) == hash && words[entry].equals(word)) {
                counts[entry] += count;
                return;
            }
            slot = slot + 1 & index.length - 1;
        }
        append(word, hash, count, slot);
    }

    private void append(String word, int hash, long count, int slot) {
        if (size == words.length) {
            grow();
        }
        words[size] = word;
        hashes[size] = hash;
        counts[size] = count;
        size++;
        index[slot] = pack(hash, size);
        if (4 * size > index.length) {
            reindex();
        }
    }

    private void grow() {
        words = Arrays.copyOf(words, 2 * size);
        hashes = Arrays.copyOf(hashes, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
    }

    private void reindex() {
        index = new long[4 * index.length];
        for (int entry = 0; entry < size; entry++) {
            int slot = spread(hashes[entry]) & index.length - 1;
            while (index[slot] != 0) {
                slot = slot + 1 & index.length - 1;
            }
            index[slot] = pack(hashes[entry], entry + 1);
        }
    }

    private static long pack(int hash, int place) {
        return (long) hash << 32 | place;
    }

    static int spread(int hash) {
        return (hash ^ hash >>> 16) * 0x9E3779B1 >>> 4;
    }

    int size() {
        return size;
    }

    String word(int entry) {
        return words[entry];
    }

    int hash(int entry) {
        return hashes[entry];
    }

    long count(int entry) {
        return counts[entry];
    }

    void clear() {
        Arrays.fill(index, 0);
        Arrays.fill(words, 0, size, null);
        size = 0;
    }
}
