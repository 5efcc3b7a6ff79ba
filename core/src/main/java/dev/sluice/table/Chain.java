package dev.sluice.table;

import java.util.Arrays;

/** The slots in use, linked in the order in which they were taken, and the free ones for the next to come. */
final class Chain {
    private static final int NONE = -1;

    private int[] next;
    private int[] previous;
    private int first = NONE;
    private int last = NONE;
    private int free = NONE;
    private int unused;

    Chain(int capacity) {
        next = new int[capacity];
        previous = new int[capacity];
    }

    /** The first slot in use, or -1. */
    int first() {
        return first;
    }

    /** The last slot in use, or -1. */
    int last() {
        return last;
    }

    /** The slot in use after this one, or -1. */
    int after(int slot) {
        return next[slot];
    }

    /** The slots given and, behind them, so many of the last in use, in order. */
    int[] withLast(int count, int[] others) {
        int[] all = Arrays.copyOf(others, others.length + count);
        int slot = last;
        for (int place = all.length - 1; place >= others.length; place--) {
            all[place] = slot;
            slot = previous[slot];
        }
        return all;
    }

    /** Whether there is a slot to take. */
    boolean hasFree() {
        return free != NONE || unused < next.length;
    }

    /** Takes a free slot and links it as the last. */
    int take() {
        int slot = free;
        if (slot == NONE) {
            slot = unused++;
        } else {
            free = next[slot];
        }
        previous[slot] = last;
        next[slot] = NONE;
        if (last == NONE) {
            first = slot;
        } else {
            next[last] = slot;
        }
        last = slot;
        return slot;
    }

    /** Unlinks a slot in use, which is free then. */
    void release(int slot) {
        int before = previous[slot];
        int after = next[slot];
        if (before == NONE) {
            first = after;
        } else {
            next[before] = after;
        }
        if (after == NONE) {
            last = before;
        } else {
            previous[after] = before;
        }
        next[slot] = free;
        free = slot;
    }

    void grow(int capacity) {
        next = Arrays.copyOf(next, capacity);
        previous = Arrays.copyOf(previous, capacity);
    }
}
