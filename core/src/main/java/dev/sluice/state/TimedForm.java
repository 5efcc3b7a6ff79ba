package dev.sluice.state;

import dev.sluice.data.StableHash;
import dev.sluice.table.RowForm;
import java.util.ArrayList;
import java.util.List;

/** Key, state, time of the last touch, bucket and sequence of the filing; reads what was stored without times too. */
record TimedForm<K, S>() implements RowForm<TimedEntry<K, S>> {
    @Override
    public List<List<?>> columns(List<TimedEntry<K, S>> entries) {
        List<S> states = new ArrayList<>(entries.size());
        List<Long> touched = new ArrayList<>(entries.size());
        List<Long> buckets = new ArrayList<>(entries.size());
        List<Long> sequences = new ArrayList<>(entries.size());
        for (TimedEntry<K, S> entry : entries) {
            states.add(entry.state());
            touched.add(entry.touched());
            buckets.add(entry.filing().bucket());
            sequences.add(entry.filing().sequence());
        }
        return List.of(states, touched, buckets, sequences);
    }

    @Override
    @SuppressWarnings("unchecked") // columns hold what was put in
    public TimedEntry<K, S> value(List<? extends List<?>> columns, int row) {
        K key = (K) columns.get(0).get(row);
        S state = (S) columns.get(1).get(row);
        if (!isOwn(columns)) {
            return TimedEntry.untimed(key, StableHash.of(key), state);
        }
        long bucket = (Long) columns.get(3).get(row);
        long sequence = (Long) columns.get(4).get(row);
        Filing<K> filing = new Filing<>(key, StableHash.of(key), bucket, sequence);
        return new TimedEntry<>(state, (Long) columns.get(2).get(row), filing);
    }

    @Override
    public boolean isOwn(List<? extends List<?>> columns) {
        return columns.size() == 5;
    }
}
