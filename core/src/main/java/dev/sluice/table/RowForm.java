package dev.sluice.table;

import java.util.List;

/**
 * How the values of a table become the columns of a chunk behind the column of keys, and values again. Columns hold what
 * {@link dev.sluice.storage.RecordCodec} can write. Safe for any thread.
 */
public interface RowForm<V> {
    /** The columns of these values, a row for each. */
    List<List<?>> columns(List<V> values);

    /** The value in one row; the first of the columns holds the keys. */
    V value(List<? extends List<?>> columns, int row);

    /** Whether columns are of this form, the keys first; false where another form stored them that this one can read. */
    default boolean isOwn(List<? extends List<?>> columns) {
        return true;
    }

    /** As how many rows of common size a value counts where rows are cut into chunks. */
    default long weight(V value) {
        return 1;
    }

    /** Values that are stored as they are, in one column; columns behind it, which another form stored, are left out. */
    @SuppressWarnings("unchecked") // a column holds what was put in
    static <V> RowForm<V> plain() {
        return new RowForm<>() {
            @Override
            public List<List<?>> columns(List<V> values) {
                return List.of(values);
            }

            @Override
            public V value(List<? extends List<?>> columns, int row) {
                return (V) columns.get(1).get(row);
            }

            @Override
            public boolean isOwn(List<? extends List<?>> columns) {
                return columns.size() == 2;
            }
        };
    }
}
