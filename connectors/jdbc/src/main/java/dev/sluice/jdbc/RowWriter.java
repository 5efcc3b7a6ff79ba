package dev.sluice.jdbc;

import dev.sluice.sink.Sink;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes the rows of a partition in one transaction. */
final class RowWriter<T> implements Sink.Writer<T> {
    private final JdbcOptions options;
    private final RowForm<T> form;
    private final SinkConnection connection;
    private final PreparedStatement rows;
    private final Ending ending;
    private final List<T> waiting = new ArrayList<>();
    private boolean over;

    RowWriter(JdbcOptions options, RowForm<T> form, SinkConnection connection, Ending ending) throws SQLException {
        this.options = options;
        this.form = form;
        this.connection = connection;
        this.rows = connection.rows(form.sql(options));
        this.ending = ending;
    }

    /** How the transaction is ended. */
    interface Ending {
        /** Commits it, with what belongs to it; or breaks it off, if another attempt has written the same. */
        void commit() throws SQLException;
    }

    @Override
    public void write(T record) throws Exception {
        form.bind(rows, record);
        rows.addBatch();
        waiting.add(record);
        if (waiting.size() == options.rows) {
            execute();
        }
    }

    private void execute() throws Exception {
        try {
            int[] unused = rows.executeBatch();
        } catch (SQLException e) {
            throw blamed(e);
        }
        waiting.clear();
    }

    /** Names the record that is to blame, if a row is and it can be found. */
    private Exception blamed(SQLException thrown) throws Exception {
        SQLException reason = thrown.getNextException() == null ? thrown : thrown.getNextException();
        if (SqlFailure.isOfData(reason)) {
            connection.connection().rollback();
            rows.clearBatch();
            for (T record : waiting) {
                try {
                    form.bind(rows, record);
                    int unused = rows.executeUpdate();
                } catch (SQLException found) {
                    return SqlFailure.of(options, found, record);
                }
            }
        }
        return SqlFailure.of(options, thrown, null);
    }

    @Override
    public String stage() throws Exception {
        if (!waiting.isEmpty()) {
            execute();
        }
        try {
            ending.commit();
        } catch (SQLException e) {
            throw SqlFailure.of(options, e, null);
        }
        over = true;
        SinkConnections.of(options).giveBack(connection);
        return "";
    }

    @Override
    public void close() {
        if (!over) {
            over = true;
            connection.close();
        }
    }
}
