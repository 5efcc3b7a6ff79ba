package dev.sluice.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** The filings of all keys in buckets by time, each bucket in the order of filing; versioned by batch. */
final class Filings<K> {
    private final TreeMap<Long, List<Filing<K>>> buckets = new TreeMap<>();
    private final List<Filing<K>> filed = new ArrayList<>();
    private long sequence;
    private long dueBefore = Long.MIN_VALUE;

    /** A new filing; in its bucket from the commit on. */
    Filing<K> file(K key, int hash, long bucket) {
        Filing<K> filing = new Filing<>(key, hash, bucket, sequence++);
        filed.add(filing);
        return filing;
    }

    /** All filings under times before this one, in order; the commit drops them. Called at most once in a version. */
    List<Filing<K>> dueBefore(long timeMillis) {
        dueBefore = timeMillis;
        List<Filing<K>> due = new ArrayList<>();
        buckets.headMap(timeMillis).values().forEach(due::addAll);
        return due;
    }

    void commit() {
        buckets.headMap(dueBefore).clear();
        filed.forEach(this::put);
        close();
    }

    void rollback() {
        sequence -= filed.size();
        close();
    }

    /** Takes in the filings of an empty table. */
    void restore(List<Filing<K>> filings) {
        filings.sort(Comparator.comparingLong(Filing::sequence));
        for (int from = 0, to; from < filings.size(); from = to) {
            to = endOfBucket(filings, from);
            bucket(filings.get(from).bucket()).addAll(filings.subList(from, to));
        }
        sequence = filings.isEmpty() ? 0 : filings.get(filings.size() - 1).sequence() + 1;
    }

    private static int endOfBucket(List<? extends Filing<?>> filings, int from) {
        long bucket = filings.get(from).bucket();
        int to = from + 1;
        while (to < filings.size() && filings.get(to).bucket() == bucket) {
            to++;
        }
        return to;
    }

    private void put(Filing<K> filing) {
        bucket(filing.bucket()).add(filing);
    }

    private List<Filing<K>> bucket(long time) {
        return buckets.computeIfAbsent(time, unused -> new ArrayList<>());
    }

    private void close() {
        filed.clear();
        dueBefore = Long.MIN_VALUE;
    }
}
