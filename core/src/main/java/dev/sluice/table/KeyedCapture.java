package dev.sluice.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The rows of one table. */
record KeyedCapture<K, V>(TableCapture<K, V> table, RowForm<V> form) implements StateCapture {
    @Override
    public long rows() {
        return (long) table.removed().size() + table.keys().size();
    }

    @Override
    public void forEachChunk(Consumer<StateChunk> out) {
        StateChunk.ofKeys(KeyedRows.REMOVED, table.removed(), out);
        int from = 0;
        while (from < table.keys().size()) {
            int to = end(from);
            List<List<?>> columns = new ArrayList<>();
            columns.add(table.keys().subList(from, to));
            columns.addAll(form.columns(table.values().subList(from, to)));
            out.accept(new StateChunk(KeyedRows.ENTRIES, true, columns));
            from = to;
        }
    }

    /** Behind the last row of a chunk that begins here: at least one row, and no more than weigh as much as a chunk may. */
    private int end(int from) {
        long weight = 0;
        int to = from;
        do {
            weight += form.weight(table.values().get(to++));
        } while (to < table.values().size() && weight < StateChunk.ROWS_MAX);
        return to;
    }
}
