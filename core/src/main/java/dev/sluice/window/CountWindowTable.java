package dev.sluice.window;

import dev.sluice.table.KeyedRows;
import dev.sluice.table.RowForm;
import dev.sluice.table.StateCapture;
import dev.sluice.table.StateChunk;
import dev.sluice.table.VersionedState;
import dev.sluice.table.VersionedTable;
import org.jspecify.annotations.Nullable;

/**
 * The count window of every key of one partition. Its rows are those of {@link KeyedRows}: key, number of records, and the
 * accumulator of the open window, or the layers of the two stacks as they are, so that merging goes on bit by bit equal.
 */
public final class CountWindowTable<K, A> implements VersionedState {
    private final VersionedTable<K, CountContent<Object>> contents = new VersionedTable<>();
    private final Window.Counted window;
    private final Aggregate<?, A, ?> aggregate;
    private final @Nullable TwoStackCells<A> cells;
    private final KeyedRows<K, CountContent<Object>> rows;

    CountWindowTable(Aggregate<?, A, ?> aggregate, Window.Counted window) {
        this.aggregate = aggregate;
        this.window = window;
        int length = (int) Math.min(window.length(), Integer.MAX_VALUE);
        cells = window.length() == window.every() ? null : new TwoStackCells<>(aggregate, length);
        rows = new KeyedRows<>(contents, form(window));
    }

    @SuppressWarnings("unchecked") // each kind of window holds its own contents only
    private static RowForm<CountContent<Object>> form(Window.Counted window) {
        RowForm<?> form =
                window.length() == window.every() ? new TumblingForm<>() : new TwoStackForm<>(window.length());
        return (RowForm<CountContent<Object>>) form;
    }

    /** Takes a record in; gives the accumulator of the window that it ends, or null. */
    @Nullable
    A add(K key, int hash, A partial) throws Exception {
        CountContent<Object> before = contents.get(key, hash);
        return cells == null ? tumble(key, hash, before, partial) : slide(cells, key, hash, before, partial);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // what is held was merged before, and so is never null
    private @Nullable A tumble(K key, int hash, @Nullable CountContent<Object> before, A partial) throws Exception {
        long seen = before == null ? 1 : before.seen() + 1;
        A held = before == null ? partial : Accumulators.merge(aggregate, (A) before.held(), partial);
        if (seen == window.length()) {
            contents.remove(key, hash);
            return held;
        }
        contents.put(key, hash, new CountContent<>(seen, held));
        return null;
    }

    @SuppressWarnings("unchecked")
    private @Nullable A slide(
            TwoStackCells<A> algorithm, K key, int hash, @Nullable CountContent<Object> before, A partial)
            throws Exception {
        long ordinal = before == null ? 1 : before.seen() + 1;
        TwoStackCells.Cell<A> cell = before == null ? null : (TwoStackCells.Cell<A>) before.held();
        if (cell != null && ordinal > window.length()) {
            cell = algorithm.leave(cell, ordinal - window.length(), partial);
        }
        cell = algorithm.settle(algorithm.enter(cell, hash, ordinal, partial), hash, ordinal);
        contents.put(key, hash, new CountContent<>(ordinal, cell));
        return ordinal % window.every() == 0 ? algorithm.value(cell) : null;
    }

    @Override
    public void begin() {
        contents.begin();
    }

    @Override
    public void commit() {
        contents.commit();
    }

    @Override
    public void rollback() {
        contents.rollback();
    }

    @Override
    public long size() {
        return contents.size();
    }

    @Override
    public StateCapture capture(boolean full) {
        return rows.capture(full);
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
