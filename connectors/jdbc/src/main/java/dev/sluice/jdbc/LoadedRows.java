package dev.sluice.jdbc;

import dev.sluice.data.KeyValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of lookups that this process has read. */
final class LoadedRows {
    private static final Logger LOG = LoggerFactory.getLogger(LoadedRows.class);
    private static final int FETCHED_AT_ONCE = 10_000;
    private static final ConcurrentMap<String, LoadedRows> ALL = new ConcurrentHashMap<>();

    private long period = Long.MIN_VALUE;
    private @Nullable Map<?, ?> rows;

    private LoadedRows() {}

    /** The rows for a period, read once; an earlier period gets those of the newest. */
    static <K, V> Map<K, V> of(String lookup, long period, Callable<Map<K, V>> load, String shown) throws Exception {
        return ALL.computeIfAbsent(lookup, id -> new LoadedRows()).of(period, load, shown);
    }

    @SuppressWarnings("unchecked") // of one lookup, whose rows these are
    private synchronized <K, V> Map<K, V> of(long wanted, Callable<Map<K, V>> load, String shown) throws Exception {
        Map<?, ?> held = rows;
        if (held == null || wanted > period) {
            try {
                held = load.call();
                rows = held;
            } catch (Exception e) {
                if (held == null) {
                    throw e;
                }
                LOG.warn("{}: its rows could not be read anew, and the old ones serve on: {}", shown, e.toString());
            }
            period = wanted;
        }
        return (Map<K, V>) held;
    }

    static <K, V> Map<K, V> query(JdbcDatabase database, String sql, RowReader<KeyValue<K, V>> reader)
            throws Exception {
        try (Connection connection = database.connect()) {
            // Without it some drivers hold the whole result twice.
            connection.setAutoCommit(false);
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setFetchSize(FETCHED_AT_ONCE);
                Map<K, V> found = new HashMap<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        KeyValue<K, V> pair = reader.read(row);
                        found.put(pair.key(), pair.value());
                    }
                }
                return found;
            }
        }
    }
}
