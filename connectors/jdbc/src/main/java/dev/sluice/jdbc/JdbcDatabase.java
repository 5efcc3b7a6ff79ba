package dev.sluice.jdbc;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.function.Supplier;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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

    private final String url;
    private final SortedMap<String, String> properties;
    private final @Nullable Supplier<? extends DataSource> sources;

    private JdbcDatabase(
            String url, SortedMap<String, String> properties, @Nullable Supplier<? extends DataSource> sources) {
        this.url = url;
        this.properties = properties;
        this.sources = sources;
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
        return new JdbcDatabase(url, new TreeMap<>(), null);
    }

    /**
     * A database whose connections come from elsewhere, for example from a pool that the supplier keeps in a static field:
     * it is asked for each connection, where the engine runs.
     *
     * @param url what it would be reached by, for its dialect and for people
     */
    public static JdbcDatabase from(String url, Supplier<? extends DataSource> sources) {
        JdbcDatabase shown = at(url);
        return new JdbcDatabase(shown.url, shown.properties, sources);
    }

    /** Who connects. */
    public JdbcDatabase user(String name, String password) {
        return property("user", name).property("password", password);
    }

    /** A property for the driver, for example for TLS. */
    public JdbcDatabase property(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(properties);
        more.put(name, value);
        return new JdbcDatabase(url, more, sources);
    }

    /** A new connection. */
    Connection connect() throws Exception {
        if (sources != null) {
            return sources.get().getConnection();
        }
        Properties all = new Properties();
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
