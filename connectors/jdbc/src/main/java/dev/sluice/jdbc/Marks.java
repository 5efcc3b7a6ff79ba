package dev.sluice.jdbc;

import dev.sluice.error.SinkException;
import dev.sluice.sink.OutputKey;
import dev.sluice.time.Micros;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;

/**
 * The table of the marks: for each output of a job a row for the run that writes it, which runs that claim it queue at,
 * and one for each partition. All of it in the transaction of its connection.
 */
record Marks(JdbcOptions options, Connection connection) {
    private static final int HEAD = -1;
    private static final int JOB_CHARS_MAX = 200;
    private static final int QUERY_SECONDS_MAX = 60;
    private static final String OF_OUTPUT = " where job_name = ? and output_no = ?";

    /** The rows of an output are this job's. */
    static String job(OutputKey key, JdbcOptions options) {
        return key.epoch() == 0 ? key.job() + "-" + options.id : key.job();
    }

    boolean exist() throws SQLException {
        try (Statement any = connection.createStatement()) {
            return any.execute("select job_name from " + options.marks + " where 1 = 0");
        } catch (SQLException missing) {
            connection.rollback();
            if (!connection.isValid(QUERY_SECONDS_MAX)) {
                throw missing;
            }
            return false;
        }
    }

    /** Another process may do so too. */
    void create() throws SQLException {
        JdbcDialect types = options.anyDialect();
        try (Statement create = connection.createStatement()) {
            create.execute("create table " + options.marks + " (job_name " + types.text(JOB_CHARS_MAX)
                    + " not null, output_no integer not null, part_no integer not null, epoch_no " + types.number()
                    + " not null, batch_no " + types.number() + " not null, batch_micros " + types.number()
                    + " not null, part_count integer not null, primary key (job_name, output_no, part_no))");
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            if (!exist()) {
                throw e;
            }
        }
    }

    /** Makes this run the one that writes an output, in so many partitions. Waits for others that write it now. */
    void claim(OutputKey key, int partitions) throws SQLException {
        if (execute(
                        "update " + options.marks + " set epoch_no = ?" + OF_OUTPUT
                                + " and part_no = ? and epoch_no <= ?",
                        key.epoch(),
                        job(key, options),
                        key.output(),
                        HEAD,
                        key.epoch())
                == 0) {
            read(key, HEAD).ifPresent(head -> head.requireNotOvertaken(key, options));
            insert(key, HEAD);
        }
        int ignored = execute(
                "update " + options.marks + " set epoch_no = ?" + OF_OUTPUT + " and epoch_no < ?",
                key.epoch(),
                job(key, options),
                key.output(),
                key.epoch());
        for (int part = most(key) + 1; part < partitions; part++) {
            insert(key, part);
        }
        connection.commit();
    }

    private void insert(OutputKey key, int part) throws SQLException {
        int ignored = execute(
                "insert into " + options.marks + " (job_name, output_no, part_no, epoch_no, batch_no, batch_micros,"
                        + " part_count) values (?, ?, ?, ?, ?, ?, ?)",
                job(key, options),
                key.output(),
                part,
                key.epoch(),
                0,
                Long.MIN_VALUE,
                0);
    }

    private int most(OutputKey key) throws SQLException {
        try (PreparedStatement query = prepared(
                        "select max(part_no) from " + options.marks + OF_OUTPUT, job(key, options), key.output());
                ResultSet found = query.executeQuery()) {
            found.next();
            return found.getInt(1);
        }
    }

    /** What the row of a partition says. */
    Mark of(OutputKey key, int part) throws SQLException {
        return read(key, part)
                .orElseThrow(() -> new SinkException(options.name() + ": the row of partition " + part + " of output "
                        + key.output() + " of " + key.job() + " is gone from " + options.marks
                        + ", whose rows are for Sluice alone to change"));
    }

    private Optional<Mark> read(OutputKey key, int part) throws SQLException {
        try (PreparedStatement query = prepared(
                        "select epoch_no, batch_micros, part_count from " + options.marks + OF_OUTPUT
                                + " and part_no = ?",
                        job(key, options),
                        key.output(),
                        part);
                ResultSet found = query.executeQuery()) {
            return found.next()
                    ? Optional.of(new Mark(found.getLong(1), found.getLong(2), found.getInt(3)))
                    : Optional.empty();
        }
    }

    /** Marks a partition of a batch as written; false if another run has taken over, or another attempt was faster. */
    boolean mark(OutputKey key, int part, int parts) throws SQLException {
        long micros = Micros.of(key.batch().time());
        return execute(
                        "update " + options.marks + " set batch_no = ?, batch_micros = ?, part_count = ?" + OF_OUTPUT
                                + " and part_no = ? and epoch_no = ? and batch_micros < ?",
                        key.batch().id(),
                        micros,
                        parts,
                        job(key, options),
                        key.output(),
                        part,
                        key.epoch(),
                        micros)
                == 1;
    }

    /** The time of the newest batch that any output of a job has written a partition of. */
    Optional<Instant> newest(String job) throws SQLException {
        try (PreparedStatement query = prepared(
                        "select max(batch_micros), count(*) from " + options.marks
                                + " where job_name = ? and part_count > 0",
                        job);
                ResultSet found = query.executeQuery()) {
            found.next();
            return found.getLong(2) == 0 ? Optional.empty() : Optional.of(Micros.moment(found.getLong(1)));
        }
    }

    /** Takes away the rows of a job that nobody goes on with. */
    void forget(String job) throws SQLException {
        int ignored = execute("delete from " + options.marks + " where job_name = ?", job);
        connection.commit();
    }

    private int execute(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(QUERY_SECONDS_MAX);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
