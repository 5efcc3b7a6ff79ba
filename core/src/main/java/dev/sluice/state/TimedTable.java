package dev.sluice.state;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.Emitter;
import dev.sluice.table.KeyedRows;
import dev.sluice.table.StateCapture;
import dev.sluice.table.StateChunk;
import dev.sluice.table.VersionedState;
import dev.sluice.table.VersionedTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * States by key, each with the time of its last touch, and the keys ordered by when they may time out.
 *
 * <p>The timeout is the same for all keys, so buckets in time order do: a key stands in the bucket of the touch it was
 * filed under. When that bucket is due, a key touched since moves to the bucket of its last touch. So each key stands in
 * one bucket, whatever the number of its touches, and is found in the very batch in which it is due.
 *
 * <p>Its rows are those of {@link KeyedRows}: key, state, time of the last touch, bucket, sequence of the filing. So keys
 * time out in the same batches and in the same order after a restore.
 */
public final class TimedTable<K, S> implements VersionedState {
    private final VersionedTable<K, TimedEntry<K, S>> entries = new VersionedTable<>();
    private final KeyedRows<K, TimedEntry<K, S>> rows = new KeyedRows<>(entries, new TimedForm<>());
    private final Filings<K> filings = new Filings<>();
    private long now;

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
        TimedEntry<K, S> entry = entries.get(key, hash);
        return entry == null ? null : entry.state();
    }

    /** Sets a key's state and touches it now. */
    void put(K key, int hash, S state) {
        TimedEntry<K, S> old = entries.get(key, hash);
        Filing<K> filing = old == null ? filings.file(key, hash, now) : old.filing();
        entries.put(key, hash, new TimedEntry<>(state, now, filing));
    }

    void remove(K key, int hash) {
        entries.remove(key, hash);
    }

    /**
     * The keys last touched before the time, each once; keys touched since are filed anew. Called at most once in a
     * version, after its records.
     */
    List<Filing<K>> idleSince(long timeMillis) {
        List<Filing<K>> idle = new ArrayList<>();
        for (Filing<K> filing : filings.dueBefore(timeMillis)) {
            TimedEntry<K, S> entry = entries.get(filing.key(), filing.hash());
            if (entry == null || entry.filing() != filing) {
                continue;
            }
            if (entry.touched() < timeMillis) {
                idle.add(filing);
            } else {
                refile(filing, entry);
            }
        }
        return idle;
    }

    /** Gives every key with its state. */
    public void emitAll(Emitter<? super KeyValue<K, S>> out) throws Exception {
        entries.forEach((key, hash, entry) -> out.emit(KeyValue.of(key, entry.state())));
    }

    @Override
    public void commit() {
        entries.commit();
        filings.commit();
    }

    @Override
    public void rollback() {
        entries.rollback();
        filings.rollback();
    }

    @Override
    public long size() {
        return entries.size();
    }

    @Override
    public StateCapture capture(boolean full) {
        return rows.capture(full);
    }

    @Override
    public void expect(long count) {
        rows.expect(count);
    }

    @Override
    public void restore(StateChunk chunk) {
        rows.restore(chunk);
    }

    @Override
    public void restored() {
        rows.restored();
        List<Filing<K>> restored = new ArrayList<>(entries.size());
        entries.forEach(entry -> restored.add(entry.value().filing()));
        filings.restore(restored);
    }

    private void refile(Filing<K> filing, TimedEntry<K, S> entry) {
        Filing<K> anew = filings.file(filing.key(), filing.hash(), entry.touched());
        entries.put(filing.key(), filing.hash(), new TimedEntry<>(entry.state(), entry.touched(), anew));
    }
}
