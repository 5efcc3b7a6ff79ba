package dev.sluice.window;

import dev.sluice.table.VersionedState;
import dev.sluice.table.VersionedTable;
import org.jspecify.annotations.Nullable;

/** The count window of every key of one partition. */
public final class CountWindowTable<K, A> implements VersionedState {
    private final VersionedTable<K, Content> contents = new VersionedTable<>();
    private final Window.Counted window;
    private final Aggregate<?, A, ?> aggregate;
    private final @Nullable TwoStackCells<A> cells;

    /**
     * What a key has in its window.
     *
     * @param seen how many records the key had
     * @param held the accumulator of the open window where windows follow each other, else the cell of the last records
     */
    private record Content(long seen, @Nullable Object held) {}

    CountWindowTable(Aggregate<?, A, ?> aggregate, Window.Counted window) {
        this.aggregate = aggregate;
        this.window = window;
        int length = (int) Math.min(window.length(), Integer.MAX_VALUE);
        cells = window.length() == window.every() ? null : new TwoStackCells<>(aggregate, length);
    }

    /** Takes a record in; gives the accumulator of the window that it ends, or null. */
    @Nullable
    A add(K key, int hash, A partial) throws Exception {
        Content before = contents.get(key, hash);
        return cells == null ? tumble(key, hash, before, partial) : slide(cells, key, hash, before, partial);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // what is held was merged before, and so is never null
    private @Nullable A tumble(K key, int hash, @Nullable Content before, A partial) throws Exception {
        long seen = before == null ? 1 : before.seen + 1;
        A held = before == null ? partial : Accumulators.merge(aggregate, (A) before.held, partial);
        if (seen == window.length()) {
            contents.remove(key, hash);
            return held;
        }
        contents.put(key, hash, new Content(seen, held));
        return null;
    }

    @SuppressWarnings("unchecked")
    private @Nullable A slide(TwoStackCells<A> algorithm, K key, int hash, @Nullable Content before, A partial)
            throws Exception {
        long ordinal = before == null ? 1 : before.seen + 1;
        TwoStackCells.Cell<A> cell = before == null ? null : (TwoStackCells.Cell<A>) before.held;
        if (cell != null && ordinal > window.length()) {
            cell = algorithm.leave(cell, ordinal - window.length(), partial);
        }
        cell = algorithm.settle(algorithm.enter(cell, hash, ordinal, partial), hash, ordinal);
        contents.put(key, hash, new Content(ordinal, cell));
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
}
