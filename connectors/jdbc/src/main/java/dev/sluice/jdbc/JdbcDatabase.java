package dev.sluice.jdbc;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.function.Supplier;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How a database is reached: an immutable value that connects where it is used. Its driver is on the class path of the
 * program. Nothing of it but the address is shown anywhere, and nothing is stored.
 */
public final class JdbcDatabase implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String PREFIX = "jdbc:";
    private static final String NO_DRIVER = "08001";
    private static final String SOCKET_TIMEOUT = "socketTimeout";
    private static final Duration NETWORK_TIMEOUT = Duration.ofMinutes(2);

    private final String url;
    private final SortedMap<String, String> properties;
    private final @Nullable Supplier<? extends DataSource> sources;
    private final Duration networkTimeout;

    private JdbcDatabase(
            String url,
            SortedMap<String, String> properties,
            @Nullable Supplier<? extends DataSource> sources,
            Duration networkTimeout) {
        this.url = url;
        this.properties = properties;
        this.sources = sources;
        this.networkTimeout = networkTimeout;
    }

    /**
     * A database at a URL, for example {@code jdbc:postgresql://localhost/shop}.
     *
     * @throws InvalidProgramException if it is none of JDBC
     */
    public static JdbcDatabase at(String url) {
        if (!url.startsWith(PREFIX)) {
            throw new InvalidProgramException("'" + shown(url) + "' is no URL of JDBC, which begins with " + PREFIX);
        }
        return new JdbcDatabase(url, new TreeMap<>(), null, NETWORK_TIMEOUT);
    }

    /**
     * A database whose connections come from elsewhere, for example from a pool that the supplier keeps in a static field:
     * it is asked for each connection, where the engine runs.
     *
     * @param url what it would be reached by, for its dialect and for people
     */
    public static JdbcDatabase from(String url, Supplier<? extends DataSource> sources) {
        JdbcDatabase shown = at(url);
        return new JdbcDatabase(shown.url, shown.properties, sources, shown.networkTimeout);
    }

    /** Who connects. */
    public JdbcDatabase user(String name, String password) {
        return property("user", name).property("password", password);
    }

    /** A property for the driver, for example for TLS. */
    public JdbcDatabase property(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(properties);
        more.put(name, value);
        return new JdbcDatabase(url, more, sources, networkTimeout);
    }

    /**
     * How long the database may take for a connection or a statement; two minutes unless said otherwise. Then the
     * connection is given up, and what was under way on it fails: a database that vanished from the network, or whose
     * machine stands still, would be waited for without an end. So longer than the longest statement takes, its waiting
     * for locks included. Connections {@link #from} elsewhere go back there and keep the limits that they came with.
     *
     * @throws InvalidProgramException if that is less than a millisecond, or more than 24 days
     */
    public JdbcDatabase networkTimeout(Duration timeout) {
        if (timeout.compareTo(Duration.ofMillis(1)) < 0
                || timeout.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
            throw new InvalidProgramException(
                    "a database may take from 1 millisecond to 24 days; networkTimeout was given " + timeout);
        }
        return new JdbcDatabase(url, properties, sources, timeout);
    }

    /** A new connection, which waits no longer than it is to; one from elsewhere as it is. */
    Connection connect() throws Exception {
        if (sources != null) {
            return sources.get().getConnection();
        }
        Connection connection = Connecting.within(networkTimeout, toString(), this::open);
        try {
            connection.setNetworkTimeout(Runnable::run, (int) networkTimeout.toMillis());
        } catch (SQLFeatureNotSupportedException withoutNetwork) {
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private Connection open() throws SQLException {
        Properties all = new Properties();
        // Else a thread that connects to what stands still would be there for ever.
        JdbcDialect.known(url)
                .filter(known -> !url.contains(SOCKET_TIMEOUT))
                .flatMap(known -> known.socketTimeout(networkTimeout))
                .ifPresent(time -> all.setProperty(SOCKET_TIMEOUT, time));
        for (Map.Entry<String, String> each : properties.entrySet()) {
            all.setProperty(each.getKey(), each.getValue());
        }
        try {
            return DriverManager.getConnection(url, all);
        } catch (SQLException e) {
            if (NO_DRIVER.equals(e.getSQLState())
                    && String.valueOf(e.getMessage()).startsWith("No suitable driver")) {
                throw new InvalidProgramException(
                        "no driver on the class path knows " + this + "; add that of the database to the program's"
                                + " dependencies",
                        e);
            }
            throw e;
        }
    }

    /** With its users and passwords; not for people. */
    String url() {
        return url;
    }

    /** The address without users, passwords and properties. */
    @Override
    public String toString() {
        return shown(url);
    }

    private static String shown(String url) {
        return url.replaceAll("[?;].*", "").replaceAll("//[^/]*@", "//").replaceAll(":[^:/@]*/[^:/@]*@", ":");
    }
}
