package dev.sluice.jdbc;

import dev.sluice.function.Function;
import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statement that is executed for each record, and its parameters. */
interface RowForm<T> extends RowBinder<T> {
    /** The statement, with a question mark for each parameter. */
    String sql(JdbcOptions options);

    /** A statement that the program gives. */
    record Statement<T>(String sql, RowBinder<T> binder) implements RowForm<T> {
        @Override
        public String sql(JdbcOptions options) {
            return sql;
        }

        @Override
        public void bind(PreparedStatement statement, T record) throws Exception {
            binder.bind(statement, record);
        }
    }

    /** A column and what of a record it gets. */
    record Column<T>(String name, Function<? super T, ?> part) implements Serializable {}

    /** A row of a table for each record. */
    record Row<T>(String table, List<Column<T>> keys, List<Column<T>> others) implements RowForm<T> {
        Row<T> withKey(Column<T> column) {
            return new Row<>(table, and(keys, column), others);
        }

        Row<T> with(Column<T> column) {
            return new Row<>(table, keys, and(others, column));
        }

        private static <T> List<Column<T>> and(List<Column<T>> columns, Column<T> one) {
            List<Column<T>> more = new ArrayList<>(columns);
            more.add(one);
            return List.copyOf(more);
        }

        @Override
        public String sql(JdbcOptions options) {
            return keys.isEmpty()
                    ? JdbcDialect.insert(table, names(others))
                    : options.dialect().upsert(table, names(keys), names(others));
        }

        private static <T> List<String> names(List<Column<T>> columns) {
            return columns.stream().map(Column::name).toList();
        }

        @Override
        public void bind(PreparedStatement statement, T record) throws Exception {
            int parameter = 1;
            for (Column<T> key : keys) {
                set(statement, parameter++, key.part().apply(record));
            }
            for (Column<T> other : others) {
                set(statement, parameter++, other.part().apply(record));
            }
        }

        /** Values that drivers do not know become those that they do. */
        private static void set(PreparedStatement statement, int parameter, @Nullable Object value)
                throws SQLException {
            if (value instanceof Optional<?> optional) {
                set(statement, parameter, optional.orElse(null));
            } else if (value instanceof Instant moment) {
                statement.setObject(parameter, moment.atOffset(ZoneOffset.UTC));
            } else if (value instanceof Enum<?> constant) {
                statement.setString(parameter, constant.name());
            } else {
                statement.setObject(parameter, value);
            }
        }
    }
}
