package dev.sluice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.error.FencedException;
import dev.sluice.sink.OutputKey;
import dev.sluice.sink.RunId;
import dev.sluice.sink.Sink;
import dev.sluice.storage.Durability;
import dev.sluice.testkit.StreamTester;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Databases that run in this process, and H2 where it takes the words of MySQL. */
class OtherDatabasesTest {
    @TempDir
    private Path directory;

    /** A database, and how it is reached. */
    private enum Kind {
        H2(JdbcDialect.H2, "jdbc:h2:%s/h2"),
        SQLITE(JdbcDialect.SQLITE, "jdbc:sqlite:%s/sqlite?busy_timeout=20000"),
        LIKE_MYSQL(JdbcDialect.MYSQL, "jdbc:h2:%s/h2;MODE=MySQL");

        private final JdbcDialect dialect;
        private final String url;

        Kind(JdbcDialect dialect, String url) {
            this.dialect = dialect;
            this.url = url;
        }

        String url(Path directory) {
            return url.formatted(directory);
        }
    }

    private Connection connect(Kind kind) throws SQLException {
        return DriverManager.getConnection(kind.url(directory));
    }

    private void table(Kind kind, String sql) throws SQLException {
        try (Connection connection = connect(kind);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows(Kind kind, String query) throws SQLException {
        try (Connection connection = connect(kind);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(found.getString(1) + " " + found.getString(2));
            }
            return rows;
        }
    }

    private JdbcSink<KeyValue<String, Integer>> sink(Kind kind) {
        return JdbcSink.<KeyValue<String, Integer>>table(JdbcDatabase.at(kind.url(directory)), "counts")
                .dialect(kind.dialect)
                .key("word", KeyValue::key)
                .column("n", KeyValue::value);
    }

    private static OutputKey key(long epoch, int batch) {
        return new OutputKey(
                new RunId("job", epoch, Durability.POWER),
                new Batch(batch, Instant.ofEpochSecond(batch), Duration.ofSeconds(1), 1),
                0);
    }

    private static void write(JdbcSink<KeyValue<String, Integer>> sink, OutputKey key, int value) throws Exception {
        sink.prepare(key, 1);
        Sink.Writer<KeyValue<String, Integer>> writer = sink.open(key, 0, 1);
        writer.write(KeyValue.of("ada", value));
        writer.stage();
        writer.close();
    }

    @ParameterizedTest
    @EnumSource
    void recordsBecomeRowsOrChangeThem(Kind kind) throws SQLException {
        table(kind, "create table counts (word varchar(9) primary key, n integer)");
        try (StreamTester tester = StreamTester.create()) {
            tester.input(
                            List.of(KeyValue.of("ada", 1), KeyValue.of("bob", 1), KeyValue.of("cid", 1)),
                            List.of(KeyValue.of("ada", 2)),
                            List.of(KeyValue.of("eve", 1), KeyValue.of("bob", 3)))
                    .to(sink(kind));
            tester.runBatches(3);
        }
        assertThat(rows(kind, "select word, n from counts order by word"))
                .containsExactly("ada 2", "bob 3", "cid 1", "eve 1");
    }

    @ParameterizedTest
    @EnumSource
    void keysAloneAreWrittenOnce(Kind kind) throws SQLException {
        table(kind, "create table seen (word varchar(9) primary key, n integer)");
        try (StreamTester tester = StreamTester.create()) {
            tester.input(List.of("ada"), List.of("ada", "bob"))
                    .to(JdbcSink.<String>table(JdbcDatabase.at(kind.url(directory)), "seen")
                            .dialect(kind.dialect)
                            .key("word", word -> word));
            tester.runBatches(2);
        }
        assertThat(rows(kind, "select word, n from seen order by word")).containsExactly("ada null", "bob null");
    }

    @ParameterizedTest
    @EnumSource
    void aBatchThatWasWrittenIsPassedOverAndARunThatWasTakenOverWritesNoMore(Kind kind) throws Exception {
        table(kind, "create table counts (word varchar(9) primary key, n integer)");
        JdbcSink<KeyValue<String, Integer>> first = sink(kind);
        write(first, key(1, 1), 1);
        write(first, key(1, 1), 5);
        assertThat(rows(kind, "select word, n from counts")).containsExactly("ada 1");

        JdbcSink<KeyValue<String, Integer>> second = sink(kind);
        write(second, key(2, 1), 6);
        write(second, key(2, 2), 2);
        assertThatThrownBy(() -> write(first, key(1, 2), 7)).isInstanceOf(FencedException.class);
        first.close();
        second.close();
        assertThat(rows(kind, "select word, n from counts")).containsExactly("ada 2");
    }
}
