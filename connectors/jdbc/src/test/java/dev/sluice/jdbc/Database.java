package dev.sluice.jdbc;

import dev.sluice.postgresserver.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A server of a test and what a test does to it. */
record Database(PostgresServer server) {
    /** One for all tests of this process. */
    static final Database SHARED = start();

    /** Another one, for a test that kills it. */
    static Database start() {
        try {
            Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "postgres");
            return new Database(PostgresServer.start(Path.of(System.getProperty("sluice.postgres.archives")), home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JdbcDatabase reached() {
        return JdbcDatabase.at(server.url()).user(PostgresServer.USER, PostgresServer.PASSWORD);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(server.url(), PostgresServer.USER, PostgresServer.PASSWORD);
    }

    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new table; what had its name is gone. */
    void table(String name, String columns) {
        execute("drop table if exists " + name);
        execute("create table " + name + " (" + columns + ")");
    }

    /** The rows, each with its columns and blanks between them. */
    List<String> rows(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                List<String> columns = new ArrayList<>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    columns.add(found.getString(column));
                }
                rows.add(String.join(" ", columns));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
