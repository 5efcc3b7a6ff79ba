package dev.sluice.state;

import dev.sluice.data.KeyValue;
import dev.sluice.data.StableHash;
import dev.sluice.plan.Emitter;
import dev.sluice.table.KeyedRows;
import dev.sluice.table.StateCapture;
import dev.sluice.table.StateChunk;
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
 * time out in the same batches and in the same order after a restore. Rows that a {@link StateTable} stored have no times:
 * their keys are touched by the first batch after the restore.
 */
public final class TimedTable<K, S> implements KeyStates<K, S> {
    private final VersionedTable<K, TimedEntry<S>> entries = new VersionedTable<>(new TimedValues<>(0));
    private final KeyedRows<K, TimedEntry<S>> rows = new KeyedRows<>(entries, new TimedForm<>());
    private final Filings<K> filings = new Filings<>();
    private long now;
    private boolean untimed;

    @Override
    public void begin() {
        entries.begin();
    }

    /**
     * Sets the time of the open version; not before that of the version before. Touches the keys that were restored
     * without a time.
     */
    void at(long timeMillis) {
        now = timeMillis;
        if (untimed) {
            touchUntimed();
        }
    }

    @Nullable
    S get(K key, int hash) {
        TimedEntry<S> entry = entries.get(key, hash);
        return entry == null ? null : entry.state();
    }

    /** Sets a key's state and touches it now. */
    void put(K key, int hash, S state) {
        put(key, hash, entries.find(key, hash), state);
    }

    /** The same for a key whose slot was found, or which has none: -1. */
    void put(K key, int hash, int slot, S state) {
        if (slot >= 0 && values().isTimed(slot)) {
            entries.change(slot);
            values().touch(slot, state, now);
            return;
        }
        Filing<K> filing = filings.file(key, hash, now);
        entries.put(key, hash, new TimedEntry<>(state, now, filing.bucket(), filing.sequence()));
    }

    VersionedTable<K, TimedEntry<S>> entries() {
        return entries;
    }

    @Nullable
    S stateAt(int slot) {
        return values().stateAt(slot);
    }

    private TimedValues<S> values() {
        return (TimedValues<S>) entries.values();
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
            TimedEntry<S> entry = entries.get(filing.key(), filing.hash());
            if (entry == null || entry.sequence() != filing.sequence()) {
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

    @Override
    public void emitAll(Emitter<? super KeyValue<K, S>> out) throws Exception {
        entries.forEach((key, hash, entry) -> out.emit(KeyValue.of(key, entry.state())));
    }

    @Override
    public void commit() {
        entries.commit();
        filings.commit();
        untimed = false;
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
        for (KeyValue<K, TimedEntry<S>> entry : entries) {
            if (entry.value().isTimed()) {
                restored.add(filing(entry.key(), entry.value()));
            }
        }
        filings.restore(restored);
        untimed = restored.size() < entries.size();
    }

    private static <K> Filing<K> filing(K key, TimedEntry<?> entry) {
        return new Filing<>(key, StableHash.of(key), entry.bucket(), entry.sequence());
    }

    private void touchUntimed() {
        for (KeyValue<K, TimedEntry<S>> entry : entries) {
            if (!entry.value().isTimed()) {
                put(entry.key(), StableHash.of(entry.key()), entry.value().state());
            }
        }
    }

    private void refile(Filing<K> filing, TimedEntry<S> entry) {
        Filing<K> anew = filings.file(filing.key(), filing.hash(), entry.touched());
        entries.put(
                filing.key(),
                filing.hash(),
                new TimedEntry<>(entry.state(), entry.touched(), anew.bucket(), anew.sequence()));
    }
}
