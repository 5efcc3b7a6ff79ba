package dev.sluice.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A connection with transactions, and the statement for rows that was prepared on it. For one thread at a time. */
final class SinkConnection {
    private static final int VALID_SECONDS_MAX = 10;

    private final Connection connection;
    private @Nullable PreparedStatement rows;

    private SinkConnection(Connection connection) {
        this.connection = connection;
    }

    static SinkConnection open(JdbcDatabase database) throws Exception {
        Connection connection = database.connect();
        try {
            connection.setAutoCommit(false);
            return new SinkConnection(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    /** The statement for rows, prepared when it is first asked for. */
    PreparedStatement rows(String sql) throws SQLException {
        PreparedStatement prepared = rows;
        if (prepared == null) {
            prepared = connection.prepareStatement(sql);
            rows = prepared;
        }
        return prepared;
    }

    boolean isValid() {
        try {
            return connection.isValid(VALID_SECONDS_MAX);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Ends what was not committed, by the end of the connection if not otherwise. */
    void close() {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            // the database breaks it off
        }
        try {
            connection.close();
        } catch (SQLException lost) {
            // it is gone already
        }
    }
}
