package dev.sluice.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The filings of all keys in buckets by time, each bucket in the order of filing; versioned by batch. */
final class Filings<K> {
    private final TreeMap<Long, FilingBucket<K>> buckets = new TreeMap<>();
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
        for (Map.Entry<Long, FilingBucket<K>> bucket :
                buckets.headMap(timeMillis).entrySet()) {
            bucket.getValue().addTo(due, bucket.getKey());
        }
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
        filings.forEach(this::put);
        sequence = filings.isEmpty() ? 0 : filings.get(filings.size() - 1).sequence() + 1;
    }

    private void put(Filing<K> filing) {
        buckets.computeIfAbsent(filing.bucket(), unused -> new FilingBucket<>()).add(filing.key(), filing.sequence());
    }

    private void close() {
        filed.clear();
        dueBefore = Long.MIN_VALUE;
    }
}
