package dev.sluice.jdbc;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.SinkException;
import dev.sluice.function.Function;
import dev.sluice.sink.Delivery;
import dev.sluice.sink.OutputKey;
import dev.sluice.sink.Sink;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table that a stream is written to, exactly once unless said otherwise: each partition of a batch is one transaction,
 * which holds a mark of the batch too. A batch that runs again writes only the partitions that have no mark of it. An
 * immutable value; every method gives another one.
 *
 * <pre>{@code
 * counts.to(JdbcSink.<KeyValue<String, Long>>table(database, "counts")
 *         .key("word", KeyValue::key)
 *         .column("n", KeyValue::value));
 * }</pre>
 *
 * <p>Marks are rows of a table of their own, {@code sluice_marks} unless said otherwise, which is created where it is
 * missing: one for each job, output and partition, however many batches there are. Readers see the partitions of a batch
 * one after another.
 *
 * @param <T> the records of the stream
 */
public final class JdbcSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;

    private final JdbcOptions options;
    private final RowForm<T> form;

    private JdbcSink(JdbcOptions options, RowForm<T> form) {
        this.options = options;
        this.form = form;
    }

    /** A row for each record: inserted, or with {@link #key} inserted or changed. Its columns are still to be named. */
    public static <T> JdbcSink<T> table(JdbcDatabase database, String table) {
        return new JdbcSink<>(
                new JdbcOptions(database, "table " + table), new RowForm.Row<>(table, List.of(), List.of()));
    }

    /**
     * A statement for each record, for example an update.
     *
     * @param sql has a question mark for each parameter
     * @param binder sets the parameters
     */
    public static <T> JdbcSink<T> statement(JdbcDatabase database, String sql, RowBinder<T> binder) {
        return new JdbcSink<>(new JdbcOptions(database, "statement"), new RowForm.Statement<>(sql, binder));
    }

    /**
     * A column of the key by which rows are told apart: a record whose key is there changes the row. The table has a
     * primary or unique key of exactly these columns.
     *
     * @param name as it is written in SQL
     * @throws InvalidProgramException if the sink has a statement of its own
     */
    public JdbcSink<T> key(String name, Function<? super T, ?> part) {
        return new JdbcSink<>(options, row().withKey(new RowForm.Column<>(name, part)));
    }

    /**
     * A column and what of a record it gets: what the driver knows, and an {@code Instant}, an enum constant, an
     * {@code Optional} or null too.
     *
     * @param name as it is written in SQL
     * @throws InvalidProgramException if the sink has a statement of its own
     */
    public JdbcSink<T> column(String name, Function<? super T, ?> part) {
        return new JdbcSink<>(options, row().with(new RowForm.Column<>(name, part)));
    }

    private RowForm.Row<T> row() {
        if (form instanceof RowForm.Row<T> row) {
            return row;
        }
        throw new InvalidProgramException(name() + " has no columns but the parameters of its statement");
    }

    /** The dialect of the database, where its URL does not tell. */
    public JdbcSink<T> dialect(JdbcDialect dialect) {
        return new JdbcSink<>(options.with(changed -> changed.dialect = dialect), form);
    }

    /**
     * How many rows are sent to the database together; 1,000 unless said otherwise.
     *
     * @throws InvalidProgramException if that is less than 1
     */
    public JdbcSink<T> rowsAtOnce(int rows) {
        if (rows < 1) {
            throw new InvalidProgramException("at least 1 row is sent at once; rowsAtOnce was given " + rows);
        }
        return new JdbcSink<>(options.with(changed -> changed.rows = rows), form);
    }

    /** Another table of marks, for example in a schema of its own. Sinks of one database may share it. */
    public JdbcSink<T> marks(String table) {
        return new JdbcSink<>(options.with(changed -> changed.marks = table), form);
    }

    /**
     * Without marks. A batch that runs again writes its rows again, which changes nothing where that is an upsert or
     * another statement that says the same twice. A process that stood still and was taken for dead may write what it had
     * begun after the next run did.
     */
    public JdbcSink<T> idempotent() {
        return new JdbcSink<>(options.with(changed -> changed.delivery = Delivery.IDEMPOTENT), form);
    }

    /** Without marks. A batch that runs again writes its rows again. */
    public JdbcSink<T> atLeastOnce() {
        return new JdbcSink<>(options.with(changed -> changed.delivery = Delivery.AT_LEAST_ONCE), form);
    }

    @Override
    public String name() {
        return options.name();
    }

    @Override
    public Delivery delivery() {
        return options.delivery;
    }

    @Override
    public void prepare(OutputKey key, int partitions) throws Exception {
        SinkConnections connections = SinkConnections.of(options);
        if (partitions == 0 || !isTransactional() || connections.isClaimed(key, partitions)) {
            return;
        }
        boolean unused = with(connection -> {
            Marks marks = new Marks(options, connection.connection());
            if (!marks.exist()) {
                marks.create();
            }
            marks.claim(key, partitions);
            return true;
        });
        connections.claimed(key, partitions);
    }

    @Override
    public Writer<T> open(OutputKey key, int partition, int partitions) throws Exception {
        return with(connection -> {
            if (!isTransactional()) {
                return new RowWriter<>(options, form, connection, connection.connection()::commit);
            }
            Marks marks = new Marks(options, connection.connection());
            Mark mark = marks.of(key, partition);
            mark.requireNotOvertaken(key, options);
            return mark.covers(key, partitions, options)
                    ? new WrittenBefore<>()
                    : new RowWriter<>(options, form, connection, () -> commit(marks, key, partition, partitions));
        });
    }

    /** What was written before in another attempt is broken off here. */
    private void commit(Marks marks, OutputKey key, int partition, int partitions) throws SQLException {
        if (marks.mark(key, partition, partitions)) {
            marks.connection().commit();
            return;
        }
        marks.connection().rollback();
        Mark other = marks.of(key, partition);
        marks.connection().rollback();
        other.requireNotOvertaken(key, options);
        if (!other.covers(key, partitions, options)) {
            throw new SinkException(name() + ": the row of partition " + partition + " in " + options.marks
                    + " was changed by someone else");
        }
    }

    /** What is done with a connection. */
    private interface Work<A> {
        A with(SinkConnection connection) throws Exception;
    }

    /** Does something with a connection, which is given back unless a writer keeps it. */
    private <A> A with(Work<A> work) throws Exception {
        return SqlFailure.told(options, () -> {
            SinkConnection connection = SinkConnections.of(options).take();
            A done;
            try {
                done = work.with(connection);
                if (!(done instanceof RowWriter<?>)) {
                    connection.connection().rollback();
                }
            } catch (Throwable thrown) {
                connection.close();
                throw thrown;
            }
            if (!(done instanceof RowWriter<?>)) {
                SinkConnections.of(options).giveBack(connection);
            }
            return done;
        });
    }

    @Override
    public Optional<Instant> newest(String job) throws Exception {
        return !isTransactional()
                ? Optional.empty()
                : with(connection -> {
                    Marks marks = new Marks(options, connection.connection());
                    return marks.exist() ? marks.newest(job) : Optional.<Instant>empty();
                });
    }

    @Override
    public void close() throws Exception {
        SinkConnections connections = SinkConnections.forget(options);
        if (connections == null) {
            return;
        }
        try {
            Set<String> jobs = connections.passingJobs();
            if (!jobs.isEmpty()) {
                forget(jobs, connections.take());
            }
        } finally {
            connections.close();
        }
    }

    private void forget(Set<String> jobs, SinkConnection connection) throws SQLException {
        try {
            for (String job : jobs) {
                new Marks(options, connection.connection()).forget(job);
            }
        } finally {
            connection.close();
        }
    }

    private boolean isTransactional() {
        return options.delivery == Delivery.TRANSACTIONAL_BY_PARTITION;
    }

    /** What is written to, without the properties of the database. */
    @Override
    public String toString() {
        return name();
    }
}
