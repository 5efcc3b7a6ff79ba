package dev.sluice.jdbc;

import dev.sluice.error.SinkException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What failures of the driver become: typed, with the sink and what to do. */
final class SqlFailure {
    private SqlFailure() {}

    /** What a call of the driver gives. */
    static <A> A told(JdbcOptions options, Callable<A> call) throws Exception {
        try {
            return call.call();
        } catch (SQLException e) {
            throw of(options, e, null);
        }
    }

    /** A failure at a record, if it is known. */
    static SinkException of(JdbcOptions options, SQLException thrown, @Nullable Object record) {
        SQLException last = thrown;
        while (last.getNextException() != null) {
            last = last.getNextException();
        }
        String at = record == null ? "" : "record " + record + ": ";
        String state = last.getSQLState() == null ? "" : " (SQLSTATE " + last.getSQLState() + ")";
        return new SinkException(
                options.name() + ": " + at + String.valueOf(last.getMessage()).strip() + state + remedy(last), thrown);
    }

    /** Whether a row is to blame. */
    static boolean isOfData(SQLException thrown) {
        String state = thrown.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    private static boolean isLate(Throwable thrown) {
        return thrown instanceof SocketTimeoutException || thrown.getCause() != null && isLate(thrown.getCause());
    }

    private static String remedy(SQLException thrown) {
        String kind = thrown.getSQLState() == null || thrown.getSQLState().length() < 2
                ? ""
                : thrown.getSQLState().substring(0, 2);
        return switch (kind) {
            case "08", "57" ->
                (isLate(thrown) ? "; it took longer than networkTimeout says" : "")
                        + "; is the database up, and reached from here? Nothing of the partition is lost: the batch"
                        + " writes it when it runs again";
            case "28" -> "; see the user and the password of the database";
            case "40" -> "; the batch writes the partition when it runs again";
            case "42" -> "; see the names of the table and its columns, what the user may do, and the statement";
            default -> "";
        };
    }
}
