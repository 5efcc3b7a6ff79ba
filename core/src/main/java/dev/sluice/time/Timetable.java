package dev.sluice.time;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The waiting tasks of a scheduler, soonest first. Not safe for threads: its owner holds a lock. */
final class Timetable {
    private final TreeSet<Entry> waiting = new TreeSet<>();
    private long sequence;

    Entry add(long deadlineNanos, Runnable task) {
        Entry entry = new Entry(deadlineNanos, sequence++, task);
        waiting.add(entry);
        return entry;
    }

    boolean remove(Entry entry) {
        return waiting.remove(entry);
    }

    @Nullable
    Entry first() {
        return waiting.isEmpty() ? null : waiting.first();
    }

    boolean isFirst(Entry entry) {
        return entry.equals(first());
    }

    /** Takes the soonest task away if its deadline is not after the given moment. */
    @Nullable
    Entry takeDue(long nowNanos) {
        Entry first = first();
        if (first == null || first.deadlineNanos - nowNanos > 0) {
            return null;
        }
        waiting.remove(first);
        return first;
    }

    int size() {
        return waiting.size();
    }

    void clear() {
        waiting.clear();
    }

    record Entry(long deadlineNanos, long sequence, Runnable task) implements Comparable<Entry> {
        /** By difference, not by size: monotonic nanoseconds may overflow. */
        @Override
        public int compareTo(Entry other) {
            int byDeadline = Long.signum(deadlineNanos - other.deadlineNanos);
            return byDeadline != 0 ? byDeadline : Long.compare(sequence, other.sequence);
        }
    }
}
