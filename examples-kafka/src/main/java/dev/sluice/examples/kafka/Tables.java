package dev.sluice.examples.kafka;

import dev.sluice.postgresserver.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** The tables of a database. */
record Tables(String url) {
    void create(String name, String columns) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table " + name + " (" + columns + ")");
        } catch (SQLException e) {
            throw new IllegalStateException("the table " + name + " could not be created", e);
        }
    }

    /** What each shop took, in all windows together. */
    Map<String, Turnover> turnovers() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select shop, sum(payments), sum(cents) from " + Payments.TABLE + " group by shop")) {
            Map<String, Turnover> found = new TreeMap<>();
            while (row.next()) {
                found.put(row.getString(1), new Turnover(row.getLong(2), row.getLong(3)));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("the turnovers could not be read", e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, PostgresServer.USER, PostgresServer.PASSWORD);
    }
}
