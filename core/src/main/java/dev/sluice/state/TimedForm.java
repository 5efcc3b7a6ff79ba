package dev.sluice.state;

import dev.sluice.table.RowForm;
import java.util.ArrayList;
import java.util.List;

/** Key, state, time of the last touch, bucket and sequence of the filing; reads what was stored without times too. */
record TimedForm<S>() implements RowForm<TimedEntry<S>> {
    @Override
    public List<List<?>> columns(List<TimedEntry<S>> entries) {
        List<S> states = new ArrayList<>(entries.size());
        List<Long> touched = new ArrayList<>(entries.size());
        List<Long> buckets = new ArrayList<>(entries.size());
        List<Long> sequences = new ArrayList<>(entries.size());
        for (TimedEntry<S> entry : entries) {
            states.add(entry.state());
            touched.add(entry.touched());
            buckets.add(entry.bucket());
            sequences.add(entry.sequence());
        }
        return List.of(states, touched, buckets, sequences);
    }

    @Override
    @SuppressWarnings("unchecked") // columns hold what was put in
    public TimedEntry<S> value(List<? extends List<?>> columns, int row) {
        S state = (S) columns.get(1).get(row);
        if (!isOwn(columns)) {
            return TimedEntry.untimed(state);
        }
        return new TimedEntry<>(
                state, (Long) columns.get(2).get(row), (Long) columns.get(3).get(row), (Long)
                        columns.get(4).get(row));
    }

    @Override
    public boolean isOwn(List<? extends List<?>> columns) {
        return columns.size() == 5;
    }
}
