package dev.sluice.state;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.Emitter;
import dev.sluice.table.KeyedRows;
import dev.sluice.table.RowForm;
import dev.sluice.table.StateCapture;
import dev.sluice.table.StateChunk;
import dev.sluice.table.VersionedTable;

/** States by key, nothing more. Its rows are those of {@link KeyedRows}: key, state. */
public final class StateTable<K, S> implements KeyStates<K, S> {
    private final VersionedTable<K, S> states = new VersionedTable<>();
    private final KeyedRows<K, S> rows = new KeyedRows<>(states, RowForm.plain());

    VersionedTable<K, S> states() {
        return states;
    }

    @Override
    public void emitAll(Emitter<? super KeyValue<K, S>> out) throws Exception {
        states.forEach((key, hash, state) -> out.emit(KeyValue.of(key, state)));
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
    }
}
