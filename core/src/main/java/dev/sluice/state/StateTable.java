package dev.sluice.state;

import dev.sluice.table.VersionedState;
import dev.sluice.table.VersionedTable;

/** States by key, nothing more. */
public final class StateTable<K, S> implements VersionedState {
    private final VersionedTable<K, S> states = new VersionedTable<>();

    VersionedTable<K, S> states() {
        return states;
    }

    @Override
    public void begin() {
        states.begin();
    }

    @Override
    public void commit() {
        states.commit();
    }

    @Override
    public void rollback() {
        states.rollback();
    }

    @Override
    public long size() {
        return states.size();
    }
}
