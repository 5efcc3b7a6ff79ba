package dev.sluice.jdbc;

import dev.sluice.PairDStream;
import dev.sluice.data.KeyValue;
import dev.sluice.data.Pair;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.SourceException;
import dev.sluice.time.Micros;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A table beside a stream: records find the row of their key. Each process that runs tasks reads the whole result of the
 * query into its memory when a batch first needs it, and anew every minute of batch time, or as often as is said. All
 * records of a batch in a process see the same rows. An immutable value.
 *
 * <pre>{@code
 * JdbcLookup<String, String> places = JdbcLookup.query(
 *         database, "select sensor, place from sensors", row -> KeyValue.of(row.getString(1), row.getString(2)));
 * PairDStream<String, Pair<Double, Optional<String>>> placed = places.leftOuterJoin(readings);
 * }</pre>
 *
 * <p>The rows are no part of a plan: a batch that runs again in a later run sees the table as it is then. Where the
 * database does not answer when the rows are to be read anew, the old ones serve on, with a warning; if there are none, the
 * batch fails.
 *
 * @param <K> keys, with {@code equals} and {@code hashCode}; of rows with one key, the last one counts
 * @param <V> what is found
 */
public final class JdbcLookup<K, V> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final JdbcDatabase database;
    private final String sql;
    private final RowReader<KeyValue<K, V>> reader;
    private final Duration refresh;
    private final String id;

    private JdbcLookup(
            JdbcDatabase database, String sql, RowReader<KeyValue<K, V>> reader, Duration refresh, String id) {
        this.database = database;
        this.sql = sql;
        this.reader = reader;
        this.refresh = refresh;
        this.id = id;
    }

    /** What a query gives. */
    public static <K, V> JdbcLookup<K, V> query(JdbcDatabase database, String sql, RowReader<KeyValue<K, V>> reader) {
        return new JdbcLookup<>(
                database, sql, reader, Duration.ofMinutes(1), UUID.randomUUID().toString());
    }

    /**
     * How old rows may become, by batch times.
     *
     * @throws InvalidProgramException if that is not positive
     */
    public JdbcLookup<K, V> refreshEvery(Duration interval) {
        if (interval.isNegative() || interval.isZero()) {
            throw new InvalidProgramException("rows are read anew after some time; refreshEvery was given " + interval);
        }
        return new JdbcLookup<>(database, sql, reader, interval, id);
    }

    /** The records whose key is there, each with what is found. */
    public <A> PairDStream<K, Pair<A, V>> join(PairDStream<K, A> stream) {
        return stream.transformToPair((rdd, batch) -> {
            Instant time = batch.time();
            return rdd.mapPartitionsToPair(records -> iterator(records, pairs -> {
                Map<K, V> rows = rows(time);
                return pairs.flatMap(pair -> Stream.ofNullable(rows.get(pair.key()))
                        .map(found -> KeyValue.of(pair.key(), Pair.of(pair.value(), found))));
            }));
        });
    }

    /** All records, each with what is found for its key. */
    public <A> PairDStream<K, Pair<A, Optional<V>>> leftOuterJoin(PairDStream<K, A> stream) {
        return stream.transformToPair((rdd, batch) -> {
            Instant time = batch.time();
            return rdd.mapPartitionsToPair(records -> iterator(records, pairs -> {
                Map<K, V> rows = rows(time);
                return pairs.map(pair ->
                        KeyValue.of(pair.key(), Pair.of(pair.value(), Optional.ofNullable(rows.get(pair.key())))));
            }));
        });
    }

    /** What becomes of records, of which there is at least one. */
    private interface Joined<I, O> {
        Stream<O> of(Stream<I> records) throws Exception;
    }

    private static <I, O> Iterator<O> iterator(Iterator<I> records, Joined<I, O> joined) throws Exception {
        if (!records.hasNext()) {
            return Stream.<O>empty().iterator();
        }
        Iterable<I> once = () -> records;
        return joined.of(StreamSupport.stream(once.spliterator(), false)).iterator();
    }

    private Map<K, V> rows(Instant time) {
        long period = Math.floorDiv(Micros.of(time), Micros.of(refresh));
        try {
            return LoadedRows.of(id, period, this::load, toString());
        } catch (Exception e) {
            throw new SourceException(
                    this + ": its rows could not be read: " + e.getMessage()
                            + "; the batch is run again as its program's" + " policy for failures says",
                    e);
        }
    }

    private Map<K, V> load() throws Exception {
        return LoadedRows.query(database, sql, reader);
    }

    /** The query and the address of the database. */
    @Override
    public String toString() {
        return "lookup '" + sql + "' at " + database;
    }
}
