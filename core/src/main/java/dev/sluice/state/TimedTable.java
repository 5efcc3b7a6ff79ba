package dev.sluice.state;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.Emitter;
import dev.sluice.table.VersionedState;
import dev.sluice.table.VersionedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * States by key, each with the time of its last touch, and the keys ordered by when they may time out.
 *
 * <p>The timeout is the same for all keys, so buckets in time order do: a key stands in the bucket of the touch it was
 * filed under. When that bucket is due, a key touched since moves to the bucket of its last touch. So each key stands in
 * one bucket, whatever the number of its touches, and is found in the very batch in which it is due.
 */
public final class TimedTable<K, S> implements VersionedState {
    private final VersionedTable<K, Entry<S>> entries = new VersionedTable<>();
    private final TreeMap<Long, List<Key<K>>> buckets = new TreeMap<>();
    private final List<Filing<K>> filed = new ArrayList<>();
    private long now;
    private long bucketsDueBefore = Long.MIN_VALUE;

    /** A state, the time of its last touch, and the bucket its key stands in. */
    record Entry<S>(S state, long touched, long bucket) {}

    /** A key with its hash. */
    record Key<K>(K key, int hash) {}

    private record Filing<K>(long bucket, Key<K> key) {}

    @Override
    public void begin() {
        entries.begin();
    }

    /** Sets the time of the open version; not before that of the version before. */
    void at(long timeMillis) {
        now = timeMillis;
    }

    @Nullable
    S get(K key, int hash) {
        Entry<S> entry = entries.get(key, hash);
        return entry == null ? null : entry.state;
    }

    /** Sets a key's state and touches it now. */
    void put(K key, int hash, S state) {
        Entry<S> old = entries.get(key, hash);
        if (old == null) {
            file(new Key<>(key, hash), state, now);
        } else {
            entries.put(key, hash, new Entry<>(state, now, old.bucket));
        }
    }

    void remove(K key, int hash) {
        entries.remove(key, hash);
    }

    /**
     * The keys last touched before the time, each once; keys touched since are filed anew. Called at most once in a
     * version, after its records.
     */
    List<Key<K>> idleSince(long timeMillis) {
        bucketsDueBefore = timeMillis;
        List<Key<K>> idle = new ArrayList<>();
        for (Map.Entry<Long, List<Key<K>>> bucket : buckets.headMap(timeMillis).entrySet()) {
            for (Key<K> key : bucket.getValue()) {
                Entry<S> entry = entries.get(key.key, key.hash);
                if (entry == null || entry.bucket != bucket.getKey()) {
                    continue;
                }
                if (entry.touched < timeMillis) {
                    idle.add(key);
                } else {
                    file(key, entry.state, entry.touched);
                }
            }
        }
        return idle;
    }

    /** Gives every key with its state. */
    public void emitAll(Emitter<? super KeyValue<K, S>> out) throws Exception {
        entries.forEach((key, hash, entry) -> out.emit(KeyValue.of(key, entry.state)));
    }

    @Override
    public void commit() {
        entries.commit();
        buckets.headMap(bucketsDueBefore).clear();
        filed.forEach(filing -> buckets.computeIfAbsent(filing.bucket, unused -> new ArrayList<>())
                .add(filing.key));
        close();
    }

    @Override
    public void rollback() {
        entries.rollback();
        close();
    }

    @Override
    public long size() {
        return entries.size();
    }

    private void close() {
        filed.clear();
        bucketsDueBefore = Long.MIN_VALUE;
    }

    private void file(Key<K> key, S state, long touched) {
        entries.put(key.key, key.hash, new Entry<>(state, touched, touched));
        filed.add(new Filing<>(touched, key));
    }
}
